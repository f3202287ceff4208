using System.Globalization;
using Rampart.Investigation.Replaying;
using Rampart.Replay;
using Spectre.Console;

namespace Rampart.Cli.Replays;

/// <summary>A replay for people: the answer, what differs and why, then how the items of each stage came out.</summary>
static class ReplayTables
{
    const int MostItems = 10, MostCauses = 12;

    public static void Write(IAnsiConsole console, ReplayReport report)
    {
        console.Write(Stages(report));
        List<ItemReport> remarkable = [.. report.Items.Where(item => !IsSame(item) || item.Damage.Count > 0)];
        remarkable.Take(MostItems).ToList().ForEach(Write);
        if (remarkable.Count > MostItems)
        {
            Line($"and {remarkable.Count - MostItems} more items (--json lists them)");
        }
        ReplayFindings.Write(console, report);
        foreach (string note in report.Notes)
        {
            Line($"note: {note}");
        }
        if (report.KeptIn is { } folder)
        {
            Line($"kept: {folder}");
        }
        Line($"{report.Subject}: {Word(report.Verdict)}");
        Line(report.Summary);
    }

    static Table Stages(ReplayReport report)
    {
        Table table = new Table().RoundedBorder().AddColumns("stage", "items", "identical", "differ", "not replayed", "seconds");
        foreach (IGrouping<string, ItemReport> stage in report.Items.GroupBy(item => item.Stage))
        {
            int same = stage.Count(IsSame);
            int differ = stage.Count(item => item.Verdict is ItemVerdict.Differs or ItemVerdict.Failed);
            table.AddRow(
                Terminal.Plain(stage.Key), Number(stage.Count()), Number(same), Number(differ), Number(stage.Count() - same - differ),
                Terminal.Plain(stage.Sum(item => item.Seconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture)));
        }
        return table;
    }

    static bool IsSame(ItemReport item) => item.Verdict is ItemVerdict.Identical or ItemVerdict.FailsAlike or ItemVerdict.Unchanged;

    static void Write(ItemReport item)
    {
        Line($"{item.Stage} {item.Item}: {JsonName(item.Verdict)}{(item.MessageId is { } id ? $" (message {id})" : "")}");
        foreach (ArtifactReport artifact in item.Artifacts.Where(artifact => !artifact.IsEqual))
        {
            Line($"  {artifact.Describe()}");
        }
        if (item.FirstStep is { } step)
        {
            Line($"  {step.Describe()}");
        }
        foreach (DamagedArtifact damaged in item.Damage)
        {
            Line($"  damaged: {damaged.Describe()}");
        }
        if (item.Failure is { } failure)
        {
            Line($"  {failure.What} ({failure.Where}) {failure.Fix}");
        }
        if (item.Verdict is ItemVerdict.Differs or ItemVerdict.Failed)
        {
            Write(item.Causes);
        }
    }

    static void Write(IReadOnlyList<Cause> causes)
    {
        foreach (Cause cause in causes.Take(MostCauses))
        {
            Line($"  why: {cause.Describe()}");
        }
        if (causes.Count == 0)
        {
            Line("  why: same version, same kind of machine, same inputs: the stage is not deterministic, or this machine or that one computed wrongly");
        }
        else if (causes.Count > MostCauses)
        {
            Line($"  why: and {causes.Count - MostCauses} more (--json lists them)");
        }
    }

    static string Word(ReplayVerdict verdict) => verdict switch
    {
        ReplayVerdict.Identical => "identical",
        ReplayVerdict.Differs => "differs",
        _ => "could not be replayed",
    };

    static string JsonName(ItemVerdict verdict) => System.Text.Json.JsonSerializer.SerializeToElement(verdict).GetString()!;

    static Text Number(int number) => Terminal.Plain(number.ToString(CultureInfo.InvariantCulture));

    // Not through the console, which would break long lines: they are for grep too.
    public static void Line(string text) => Console.Out.WriteLine(Terminal.WithoutControls(text));
}
