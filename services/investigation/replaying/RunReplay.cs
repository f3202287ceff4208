using Rampart.Artifacts;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Replays a run, or the part of it that is selected, from its recorded orders and inputs.</summary>
public sealed class RunReplay(ReplayContext context)
{
    /// <summary>Replays items of a run; of a whole run, its messages are compared with its plan and its log too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="selection">Which of its items.</param>
    /// <param name="change">What is changed of them on purpose.</param>
    /// <param name="progress">Is told of every item that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">There is no such run.</exception>
    public async Task<ReplayReport> RunAsync(
        string runId, ItemSelection selection, OrderChange change, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        RecordedReplay replay = await RecordedReplay.OpenAsync(context, runId, cancellation);
        IReadOnlyList<RecordedItem> items = await replay.FindAsync(selection, cancellation);
        IReadOnlyList<AuditFinding> audit = selection.IsEverything ? await AuditAsync(replay, cancellation) : [];
        var planned = new List<PlannedReplay>();
        foreach (RecordedItem item in items)
        {
            planned.Add(new PlannedReplay(item, await change.ApplyAsync(item.Order, context.Store, cancellation)));
        }
        IReadOnlyList<ItemReport> reports = await replay.ReplayAsync(planned, progress, cancellation);
        ReplayReport report = replay.Report(selection.Describe(), reports) with { Audit = audit };
        return (await report.WithChangesAsync(context, change.Describe(), cancellation)).Judged();
    }

    async Task<IReadOnlyList<AuditFinding>> AuditAsync(RecordedReplay replay, CancellationToken cancellation)
    {
        try
        {
            PipelineDefinition pipeline = await replay.Run.PipelineAsync(context.Store, context.Pipelines, [], cancellation);
            return RunAudit.Of(replay.Run, pipeline, context.Catalog);
        }
        catch (Exception e) when (e is PipelineException or ArtifactException)
        {
            replay.Notes.Add($"The run's pipeline can't be read, so its messages were not audited: {e.Message}");
            return [];
        }
    }
}
