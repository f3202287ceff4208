using System.Globalization;
using System.Text;
using Rampart.Contracts;
using Rampart.Pipeline.Comparison;

namespace Rampart.Reporting.Comparison;

/// <summary>Renders <c>comparison.md</c>: one table over all models, as papers print it, and what of the expectations shows.</summary>
public static class ComparisonMarkdown
{
    /// <summary>The document; null when the pipeline asks for none. Holds nothing that differs between two runs with the same figures.</summary>
    public static string? Render(RunResults results)
    {
        if (results.Comparison is not { } comparison)
        {
            return null;
        }
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Text(comparison.Title)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Pipeline `{results.Run.Pipeline}`, seed {results.Run.Seed}, {results.Run.Numerics}. Figures times 100, ± standard error.\n\n");
        AppendTable(text, results, comparison.Columns);
        if (comparison.Expected.Count > 0)
        {
            AppendExpectations(text, [.. comparison.Expected.Select(expected => ExpectationVerdict.Of(expected, results))]);
        }
        AppendFlags(text, results.Evaluation.Flags);
        return text.ToString();
    }

    static void AppendTable(StringBuilder text, RunResults results, IReadOnlyList<ColumnParameters> columns)
    {
        text.Append("| model |").AppendJoin("", columns.Select(column => $" {Text(column.Title)} |")).Append("\n|---|");
        text.Insert(text.Length, "---:|", columns.Count).Append('\n');
        foreach (string model in ComparisonFigures.Models(results))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Text(model)} |").AppendJoin("", columns.Select(column => Cell(ComparisonFigures.Of(results, column, model)))).Append('\n');
        }
        text.Append("\n| column | what it is |\n|---|---|\n");
        foreach (ColumnParameters column in columns)
        {
            string metric = column.Metric ?? results.Evaluation.Rows.FirstOrDefault(row => row.Task == column.Task)?.Metric ?? "";
            string samples = FigureTitle.Samples(results.Evaluation.Rows.Where(row => row.Task == column.Task && row.Metric == metric));
            text.Append(CultureInfo.InvariantCulture, $"| {Text(column.Title)} | {Text(FigureTitle.Of(column.Task, metric))}, {Radius.Column(column.Attack, column.Epsilon)}, n = {samples} |\n");
        }
    }

    static string Cell(ResultRow? row) => row is null ? " – |" : string.Create(CultureInfo.InvariantCulture, $" {100 * row.Value:F1} ± {100 * row.Stderr:F1} |");

    static void AppendExpectations(StringBuilder text, IReadOnlyList<ExpectationVerdict> verdicts)
    {
        text.Append("\n## What was expected\n\n");
        text.Append(CultureInfo.InvariantCulture, $"A difference of up to {ExpectationVerdict.Noise:0} standard errors is noise. ");
        text.AppendJoin(", ", verdicts.CountBy(verdict => verdict.Outcome).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));
        text.Append(".\n\n| expected | verdict | model | column | condition | measured | required | difference's error |\n|---|---|---|---|---|---:|---:|---:|\n");
        foreach (ExpectationVerdict verdict in verdicts)
        {
            string outcome = verdict.Outcome == "holds" ? verdict.Outcome : $"**{verdict.Outcome}**";
            text.Append(CultureInfo.InvariantCulture,
                $"| {Text(verdict.Says)} | {outcome} | {verdict.Model} | {Text(verdict.Column)} | {verdict.Condition} | {Percent(verdict.Measured)} | {Percent(verdict.Required)} | {Percent(verdict.Stderr)} |\n");
        }
    }

    static void AppendFlags(StringBuilder text, IReadOnlyList<EvaluationFlag> flags)
    {
        text.Append("\n## Can these figures be trusted?\n\n");
        text.Append(flags.Count == 0 ? "No sign of gradient masking was seen.\n" : "Signs that a robust figure may be too high, each explained in `infra/docs/flags.md`:\n\n");
        foreach (EvaluationFlag flag in flags)
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{flag.Id}` on {flag.Model}, {flag.Task}: {flag.Message}\n");
        }
    }

    // What the file says must not become a column of its own.
    static string Text(string data) => data.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    static string Percent(double? share) => (100 * share)?.ToString("F1", CultureInfo.InvariantCulture) ?? "–";
}
