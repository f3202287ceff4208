using System.Globalization;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Spectre.Console;

namespace Rampart.Cli.Replays;

/// <summary>What a replay found besides the items: decisions, the audit, the bisection, figures before and after.</summary>
static class ReplayFindings
{
    const int MostFindings = 20;

    public static void Write(IAnsiConsole console, ReplayReport report)
    {
        foreach (DecisionReport decision in report.Decisions)
        {
            Write(decision);
        }
        foreach (AuditFinding finding in report.Audit.Take(MostFindings))
        {
            ReplayTables.Line($"{finding.Severity.ToString().ToLowerInvariant()}: {finding.What}");
        }
        if (report.Audit.Count > MostFindings)
        {
            ReplayTables.Line($"and {report.Audit.Count - MostFindings} more findings (--json lists them)");
        }
        if (report.Bisect is { } bisect)
        {
            Write(bisect);
        }
        if (report.WhatIf is { } changed)
        {
            ReplayTables.Line($"changed: {string.Join(", ", changed.Changes)}");
            if (changed.Metrics.Count > 0)
            {
                console.Write(Figures(changed.Metrics));
            }
        }
    }

    static void Write(DecisionReport decision)
    {
        string consequence = decision.Sequence is { } entry ? string.Create(CultureInfo.InvariantCulture, $"log entry {entry}") : decision.Ignored ?? "nothing";
        ReplayTables.Line($"{decision.MessageType} {decision.MessageId}: {consequence}{(decision.Ending is null ? "" : $", the run ends: {decision.Ending}")}");
        foreach (DecidedOrder order in decision.Orders)
        {
            ReplayTables.Line($"  orders {order.Stage} {order.Item} {order.ExecutionKey}{(order.MessageId is { } id ? $" (message {id})" : "")}");
        }
        foreach (string difference in decision.Differences)
        {
            ReplayTables.Line($"  differs: {difference}");
        }
    }

    static void Write(BisectReport bisect)
    {
        ReplayTables.Line(string.Create(CultureInfo.InvariantCulture, $"bisect: {bisect.Executed} executed, {bisect.ProvenEqual} proven equal without"));
        ReplayTables.Line(bisect.First is { } first ? $"first divergent: stage {first.Stage}, item {first.Item}" : "nothing diverges");
        if (bisect.Training is { } training)
        {
            ReplayTables.Line($"first divergent training: stage {training.Stage}, item {training.Item}: {training.Step.Describe()}");
        }
        if (bisect.Reproduces is { } side)
        {
            ReplayTables.Line($"this machine reproduces: {side switch { "run" => "the run", "against" => bisect.Against, _ => "neither of them" }}");
        }
    }

    static Table Figures(IReadOnlyList<MetricChange> changes)
    {
        Table table = new Table().RoundedBorder().AddColumns("model", "task", "metric", "attack", "epsilon", "before", "after", "difference", "std. error");
        foreach (MetricChange change in changes)
        {
            ResultRow row = change.Row;
            string[] cells =
            [
                row.Model, row.Task, row.Metric, row.Attack ?? "clean", row.Epsilon is { } epsilon ? string.Create(CultureInfo.InvariantCulture, $"{epsilon * 255:0.##}/255") : "",
                Number(change.Before), Number(change.After), Number(change.Difference), Number(change.Stderr),
            ];
            table.AddRow(cells.Select(Terminal.Plain));
        }
        return table;
    }

    static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
