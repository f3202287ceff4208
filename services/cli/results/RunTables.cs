using System.Globalization;
using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Investigation;
using Rampart.Reporting;
using Spectre.Console;

namespace Rampart.Cli.Results;

/// <summary>A run for people: what it is, what failed, and each stage's items with their artifacts.</summary>
static class RunTables
{
    const int DigestDigits = 12;

    public static void Write(IAnsiConsole console, RunReading run, RunDetails details)
    {
        console.MarkupLine($"[bold]{Markup.Escape(run.Id)}[/] {Markup.Escape(Summary(run))}");
        console.WriteLine($"code {run.Started.CodeVersion}, {run.Started.Numerics}, priority {run.Started.Priority}, pipeline {run.Started.Pipeline.Digest}");
        console.WriteLine($"stages promise: {string.Join(", ", details.Determinism.Select(kind => $"{kind.Key} {kind.Value}"))}");
        console.Write(TriggerText.Of(run.Started) is { } trigger ? $"started by {Terminal.WithoutControls(trigger)}\n" : "");
        console.Write(VerificationText.Of(run) is { } verified ? $"verified: {Terminal.WithoutControls(verified)}\n" : "");
        console.Write(run.Promotion is { } promotion ? $"model {Terminal.WithoutControls(PromotionText.Of(promotion))}\n" : "");
        if (run.Ending?.Failure is { } failure)
        {
            console.WriteLine(Terminal.WithoutControls($"{failure.What} ({failure.Where}) {failure.Fix}"));
        }
        if (run.Failed.Count > 0)
        {
            console.Write(Failed(run));
        }
        foreach (var stage in details.Items.GroupBy(item => item.Stage))
        {
            console.Write(Stage(stage.Key, stage.OrderBy(item => item.Item, StringComparer.Ordinal)));
        }
    }

    static string Summary(RunReading run)
    {
        string reopened = run.Reopened switch { 0 => "", 1 => ", reopened once", var times => $", reopened {times} times" };
        return $"{run.State}, {run.Items.Count} items, {ProgressText.Duration(run.Duration)}{reopened}";
    }

    static Table Failed(RunReading run)
    {
        string title = run.State == RunOutcome.Completed ? "failed; the run is complete without them" : "failed";
        Table table = new Table().RoundedBorder().Title(title).AddColumns("stage", "item", "what", "where", "fix");
        foreach (ItemFailed item in run.Failed)
        {
            string[] cells = [item.Stage, item.Item, item.Failure.What, item.Failure.Where, item.Failure.Fix];
            table.AddRow(cells.Select(Terminal.Plain));
        }
        return table;
    }

    static Table Stage(string name, IEnumerable<RunItem> items)
    {
        Table table = new Table().RoundedBorder().Title(Markup.Escape(name)).AddColumns("item", "seconds", "artifact", "digest", "bytes");
        foreach (RunItem item in items)
        {
            string cached = item.Cached ? " (cached)" : "";
            string seconds = item.Record is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{item.Record.Duration.TotalSeconds:0.0}{cached}");
            string shown = item.Item;
            foreach (NamedArtifact output in item.Outputs)
            {
                string size = output.Artifact.Size.ToString("N0", CultureInfo.InvariantCulture);
                string[] cells = [shown, seconds, output.Role, output.Artifact.Digest[..DigestDigits], size];
                table.AddRow(cells.Select(Terminal.Plain));
                (shown, seconds) = ("", "");
            }
        }
        return table;
    }
}
