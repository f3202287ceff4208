using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Comparison;

/// <summary>The section <c>comparison</c> of a pipeline file: one table with a row per evaluated model, as papers print it.</summary>
[Description("One table with a row per evaluated model, as papers print it, and what its figures are expected to show. Written beside the report as comparison.md.")]
public sealed record ComparisonParameters : ICheckedParameters
{
    /// <summary>What the table is called.</summary>
    [Description("The table's heading.")]
    public string Title { get; init; } = "Comparison";

    /// <summary>A further place for the table.</summary>
    [Description("A further file (.md) that the table is written to at the end of a run in this process, relative to the pipeline file.")]
    public string? File { get; init; }

    /// <summary>The columns.</summary>
    [Description("The columns, from left to right.")]
    [ItemCount(1, 40)]
    public required IReadOnlyList<ColumnParameters> Columns { get; init; }

    /// <summary>What the figures are expected to show.</summary>
    [Description("What the figures are expected to show. Unlike gates, these judge nothing: each is reported with its figures as one that holds, does not, or is within noise.")]
    [ItemCount(0, 200)]
    public IReadOnlyList<ExpectationParameters> Expected { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (File is not null && (!File.EndsWith(".md", StringComparison.Ordinal) || Path.IsPathRooted(File)))
        {
            yield return new ParameterFault("file", $"\"{File}\" is not a relative path to a .md file", "Write one such as results.md.");
        }
        foreach ((int place, ColumnParameters column) in Columns.Index())
        {
            if (Columns.Take(place).Any(before => before.Title == column.Title))
            {
                yield return new ParameterFault($"columns[{place}].title", $"there is a column \"{column.Title}\" already", "Give each a title of its own.");
            }
        }
        foreach ((int place, ExpectationParameters expected) in Expected.Index())
        {
            if (Columns.All(column => column.Title != expected.Column))
            {
                yield return new ParameterFault(
                    $"expected[{place}].column", $"there is no column \"{expected.Column}\"", $"Name one of {string.Join(", ", Columns.Select(column => column.Title))}.");
            }
        }
    }
}
