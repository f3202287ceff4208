using System.Globalization;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>Renders <c>results.md</c>: the table that people paste into issues, and the gates.</summary>
public static class ResultsMarkdown
{
    /// <summary>The document.</summary>
    public static string Render(RunResults results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {results.Run.Pipeline}: {(results.Passed ? "all gates passed" : "gates failed")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Run `{results.Run.Id}`, code {results.Run.CodeVersion}, {results.Run.Numerics}, seed {results.Run.Seed}.\n\n");
        if (results.Run.Promotion is { } promotion)
        {
            text.Append(CultureInfo.InvariantCulture, $"Model {PromotionText.Of(promotion)}.\n\n");
        }
        foreach (var figure in results.Evaluation.Rows.GroupBy(row => (row.Task, row.Metric)))
        {
            AppendTable(text, FigureTitle.Of(figure.Key.Task, figure.Key.Metric), [.. figure]);
        }
        foreach (var slice in (results.Evaluation.Slices ?? []).GroupBy(slice => (slice.Slice, slice.Row.Task, slice.Row.Metric)))
        {
            AppendTable(text, $"{FigureTitle.Of(slice.Key.Task, slice.Key.Metric)}, {slice.Key.Slice}", [.. slice.Select(part => part.Row)]);
        }
        AppendGates(text, results.Evaluation.Gates);
        foreach (var flag in results.Evaluation.Flags)
        {
            text.Append(CultureInfo.InvariantCulture, $"- flag `{flag.Id}` on {flag.Model}, {flag.Task}: {flag.Message}\n");
        }
        return text.ToString();
    }

    static void AppendTable(StringBuilder text, string title, IReadOnlyList<ResultRow> rows)
    {
        var columns = rows.Select(row => (row.Attack, row.Epsilon)).Distinct().ToList();
        text.Append(CultureInfo.InvariantCulture, $"## {title} ± standard error (n = {FigureTitle.Samples(rows)})\n\n| model |");
        foreach (var (attack, epsilon) in columns)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Radius.Column(attack, epsilon)} |");
        }
        text.Append("\n|---|");
        text.Insert(text.Length, "---:|", columns.Count).Append('\n');
        foreach (var model in rows.Select(row => row.Model).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {model} |");
            foreach (var (attack, epsilon) in columns)
            {
                var row = rows.FirstOrDefault(candidate => candidate.Model == model && candidate.Attack == attack && candidate.Epsilon == epsilon);
                text.Append(row is null ? " |" : string.Create(CultureInfo.InvariantCulture, $" {100 * row.Value:F1} ± {100 * row.Stderr:F1} |"));
            }
            text.Append('\n');
        }
        text.Append('\n');
    }

    static void AppendGates(StringBuilder text, IReadOnlyList<GateVerdict> gates)
    {
        if (gates.Count == 0)
        {
            return;
        }
        text.Append("## Gates\n\n| gate | verdict | measured | required |\n|---|---|---:|---:|\n");
        foreach (var gate in gates)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {gate.Condition} | {(gate.Passed ? "passed" : "**failed**")} | {100 * gate.Measured:F1} ± {100 * gate.Stderr:F1} | {100 * gate.Required:F1} |\n");
        }
        text.Append('\n');
    }
}
