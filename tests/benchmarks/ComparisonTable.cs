using System.Text.Json;
using Spectre.Console;

namespace Rampart.Benchmarks;

/// <summary>Prints comparisons as a Markdown table and as JSON.</summary>
static class ComparisonTable
{
    public static void Print(string title, IReadOnlyList<Comparison> comparisons)
    {
        var table = new Table().AddColumns("what", "ours, ms", "peer, ms", "times as fast").Border(TableBorder.Markdown);
        foreach (var c in comparisons)
        {
            table.AddRow(c.Name, $"{1000 * c.OurMedian:F1}", $"{1000 * c.TheirMedian:F1}", $"{c.Ratio:F2}");
        }
        AnsiConsole.MarkupLineInterpolated($"{title}");
        AnsiConsole.Write(table);
        Console.WriteLine(JsonSerializer.Serialize(comparisons.Select(c => new { c.Name, c.OurMedian, c.TheirMedian, c.Ratio })));
    }
}
