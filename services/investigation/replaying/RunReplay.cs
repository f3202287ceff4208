using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Replays a run, or the part of it that is selected, from its recorded orders and inputs.</summary>
public sealed class RunReplay(ReplayContext context)
{
    readonly InputCheck _check = new(context.Store);

    /// <summary>Replays the items of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="selection">Which of its items.</param>
    /// <param name="progress">Is told of every item that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    public async Task<ReplayReport> RunAsync(string runId, ItemSelection selection, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        RecordedRun run = await RecordedRun.ReadAsync(context.Store, context.Journal, runId, cancellation);
        var notes = new List<string>();
        if (run.Journal is null)
        {
            notes.Add($"There is no journal of run {run.Id}: orders are taken from stored results, outputs from the run's log, and messages can't be audited.");
        }
        IReadOnlyList<RecordedItem> items = await new RecordedItems(context.Store, run).FindAsync(selection, (_, why) => notes.Add(why), cancellation);
        await RestoreSourcesAsync(run, items, cancellation);
        var replays = new ItemReplays(context, _check);
        IReadOnlyList<ItemReport> reports = await replays.RunAsync([.. items.Select(PlannedReplay.Of)], progress, cancellation);
        return new ReplayReport
        {
            Subject = Subject(run.Id, selection),
            RunId = run.Id,
            Verdict = ReplayVerdict.Identical,
            Summary = "",
            Here = context.Execution.Here,
            Executions = replays.Executions,
            Items = reports,
            Notes = notes,
            KeptIn = context.Sandbox.IsKept ? context.Sandbox.Root : null,
        }.Judged();
    }

    async Task RestoreSourcesAsync(RecordedRun run, IEnumerable<RecordedItem> items, CancellationToken cancellation)
    {
        HashSet<string> sources = [.. run.Started.Sources.Select(source => source.Artifact.Digest)];
        IEnumerable<NamedArtifact> read = items.SelectMany(item => item.Order.Work.Inputs).Where(input => sources.Contains(input.Artifact.Digest));
        IReadOnlyList<DamagedArtifact> damaged = await _check.FindAsync(read.DistinctBy(input => input.Artifact.Digest), cancellation);
        await new SourceFiles(context).RestoreAsync(run, damaged, cancellation);
    }

    static string Subject(string runId, ItemSelection selection) => string.Join(", ", new[]
    {
        $"run {runId}", selection.Stage is { } stage ? $"stage {stage}" : null, selection.Item is { } item ? $"item {item}" : null,
    }.OfType<string>());
}
