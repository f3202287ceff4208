using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares items of a changed run with those that were recorded.</summary>
sealed class ChangedItems(ReplayContext context)
{
    readonly OutputComparison _outputs = new(context.Store.Artifacts, context.Sandbox);
    readonly StepComparison _steps = new(context.Store.Artifacts, context.Sandbox);

    /// <summary>An item before and after; before is null when there was none of its name.</summary>
    public async Task<ItemReport> CompareAsync(RecordedItem? before, ExecutedItem after, CancellationToken cancellation)
    {
        bool isSame = before?.Order.ExecutionKey == after.Order.ExecutionKey && after.Seconds is null;
        IReadOnlyList<ArtifactReport> artifacts = isSame ? [] : await _outputs.CompareAsync(before?.Outputs ?? [], after.Outputs ?? [], cancellation);
        return Report(before?.Order ?? after.Order) with
        {
            ReplayedKey = after.Order.ExecutionKey,
            MessageId = before?.MessageId,
            Source = before?.Source ?? RecordSource.Result,
            Verdict = isSame ? ItemVerdict.Unchanged
                : after.Failure is not null ? before?.Failure is null ? ItemVerdict.Failed : ItemVerdict.FailsAlike
                : before is not null && artifacts.All(artifact => artifact.IsEqual) ? ItemVerdict.Identical
                : ItemVerdict.Differs,
            Artifacts = artifacts,
            FirstStep = isSame ? null : await _steps.FindAsync(artifacts, cancellation),
            Causes = isSame ? []
                : before is null ? [new Cause("item", null, after.Order.ExecutionKey)]
                : [.. Causes.Between(before.Order.Work, after.Order.Work), .. Causes.Between(before.Recorded, context.Execution.Here)],
            Failure = after.Failure,
            Recorded = before?.Recorded ?? Circumstances.Unknown,
            Seconds = after.Seconds,
        };
    }

    /// <summary>An item that the changed run does not have.</summary>
    public static ItemReport Gone(RecordedItem before) => Report(before.Order) with
    {
        MessageId = before.MessageId,
        Source = before.Source,
        Verdict = ItemVerdict.Differs,
        Artifacts = [.. (before.Outputs ?? []).Select(output => new ArtifactReport(output.Role, output.Artifact, null, null))],
        Causes = [new Cause("item", before.Order.ExecutionKey, null)],
        Recorded = before.Recorded,
    };

    static ItemReport Report(WorkOrder order) => new()
    {
        Stage = order.Stage,
        Item = order.Item,
        Kind = order.Work.Kind,
        ExecutionKey = order.ExecutionKey,
        ReplayedKey = order.ExecutionKey,
        Source = RecordSource.Result,
        Verdict = ItemVerdict.Differs,
    };
}
