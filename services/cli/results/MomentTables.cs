using System.Globalization;
using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Investigation;
using Spectre.Console;

namespace Rampart.Cli.Results;

/// <summary>A run at one moment, for people.</summary>
static class MomentTables
{
    public static void Write(IAnsiConsole console, RunAtMoment at)
    {
        (RunSnapshot past, RunReading run) = (at.Snapshot, at.Run);
        console.MarkupLine($"[bold]{Markup.Escape(run.Id)}[/] {Markup.Escape(Heading(at))}");
        console.WriteLine(Terminal.WithoutControls($"last entry {past.Last.Sequence} of 0 to {run.Log.Count - 1}: {EventText.Of(past.Last.Event)}"));
        if (past.Overview.Failure is { } failure)
        {
            console.WriteLine(Terminal.WithoutControls($"{failure.What} ({failure.Where}) {failure.Fix}"));
        }
        console.Write(Stages(at));
        Write(console, "failed", ["stage", "item", "what", "where"], past.Overview.FailedItems.Select(item =>
            new[] { item.Stage, item.Item, item.Failure.What, item.Failure.Where }));
        Write(console, "lost and not made again", ["stage", "item", "artifact"], past.Lost.Select(item => new[] { item.Stage, item.Item, item.Artifact.Digest }));
        Write(console, "under way", ["stage", "item", "phase", "worker", "since (UTC)", "told by"], at.UnderWay.Select(UnderWay));
        console.WriteLine(Next(at.Next));
        Write(console, "next", ["stage", "item", "execution key"], at.Next.First.Select(order => new[] { order.Stage, order.Item, order.ExecutionKey }));
        foreach (var damage in at.Damage)
        {
            console.WriteLine(Terminal.WithoutControls($"journal segment {damage.Segment}, byte {damage.Offset}: {damage.What}"));
        }
    }

    static string Heading(RunAtMoment at)
    {
        string time = at.Snapshot.Moment.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return $"was {at.Snapshot.Overview.State} at {time} UTC, {ProgressText.Duration(at.Snapshot.Moment.Time - at.Run.Log[0].Time)} after its start";
    }

    static Table Stages(RunAtMoment at)
    {
        Table table = new Table().RoundedBorder().AddColumns("stage", "kind", "state", "done", "failed", "lost", "under way");
        foreach (StageOverview stage in at.Snapshot.Overview.Stages)
        {
            string[] cells =
            [
                stage.Name, stage.Kind, stage.State, $"{stage.Done}/{stage.Total}{(stage.Cached > 0 ? $" ({stage.Cached} cached)" : "")}", Count(stage.Failed),
                Count(at.Snapshot.Lost.Count(item => item.Stage == stage.Name)), Count(at.UnderWay.Count(work => work.Id.Stage == stage.Name)),
            ];
            table.AddRow(cells.Select(Terminal.Plain));
        }
        return table;
    }

    static string[] UnderWay(WorkUnderWay work) =>
    [
        work.Id.Stage, work.Id.Item, work.Phase.ToString().ToLowerInvariant(), work.Worker ?? "",
        work.Since.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), work.Source,
    ];

    static string Next(NextOrders next) => next switch
    {
        { Ending: { } ending } => $"next: the run would end: {ending}",
        { Ready: 0 } => "next: nothing to order",
        _ => $"next: {next.Ready} items could be ordered",
    };

    static void Write(IAnsiConsole console, string title, string[] columns, IEnumerable<string[]> rows)
    {
        Table table = new Table().RoundedBorder().Title(title).AddColumns(columns);
        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(Terminal.Plain));
        }
        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }
    }

    static string Count(int count) => count == 0 ? "" : $"{count}";
}
