using System.Globalization;
using Rampart.Contracts;
using Rampart.Reporting;
using Spectre.Console;

namespace Rampart.Cli.Results;

/// <summary>The tables at the end of a run: each figure per model, clean and under attack, and the gates.</summary>
static class ResultsTable
{
    public static void Write(IAnsiConsole console, RunResults results)
    {
        foreach (IGrouping<(string Task, string Metric), ResultRow> figure in results.Evaluation.Rows.GroupBy(row => (row.Task, row.Metric)))
        {
            console.Write(Figure(FigureTitle.Of(figure.Key.Task, figure.Key.Metric), [.. figure]));
        }
        foreach (GateVerdict gate in results.Evaluation.Gates)
        {
            string verdict = gate.Passed ? "[green]passed[/]" : "[red]failed[/]";
            string figures = string.Create(CultureInfo.InvariantCulture, $"measured {100 * gate.Measured:0.0} ± {100 * gate.Stderr:0.0}, required {100 * gate.Required:0.0}");
            console.MarkupLine($"gate {verdict}: {Markup.Escape(gate.Condition)} ({figures})");
        }
        if (results.Run.Promotion is { } promotion)
        {
            console.WriteLine(Terminal.WithoutControls($"model {PromotionText.Of(promotion)}"));
        }
        foreach (EvaluationFlag flag in results.Evaluation.Flags)
        {
            console.MarkupLine($"[yellow]flag {Markup.Escape(flag.Id)}[/]: {Markup.Escape($"{flag.Model}, {flag.Task}: {flag.Message}")}");
        }
    }

    static Table Figure(string title, IReadOnlyList<ResultRow> rows)
    {
        List<(string? Attack, double? Epsilon)> columns = [.. rows.Select(row => (row.Attack, row.Epsilon)).Distinct()];
        Table table = new Table().RoundedBorder().Title(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{title}, n = {FigureTitle.Samples(rows)}")));
        table.AddColumn("model");
        foreach ((string? attack, double? epsilon) in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(Heading(attack, epsilon))).RightAligned());
        }
        foreach (IGrouping<string, ResultRow> model in rows.GroupBy(row => row.Model))
        {
            table.AddRow([Markup.Escape(model.Key), .. columns.Select(column => Cell(model.FirstOrDefault(row => (row.Attack, row.Epsilon) == column)))]);
        }
        return table;
    }

    static string Heading(string? attack, double? epsilon) =>
        attack is null ? "clean" : string.Create(CultureInfo.InvariantCulture, $"{attack} {Math.Round((epsilon ?? 0) * 255, 3):0.###}/255");

    static string Cell(ResultRow? row) => row is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * row.Value:0.0} ± {100 * row.Stderr:0.0}");
}
