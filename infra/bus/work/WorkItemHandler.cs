using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>Has work items executed, again if they fail for a passing reason, and says what came of them. It answers nothing itself.</summary>
public sealed partial class WorkItemHandler(
    WorkItemExecutor executor, WorkVerifier verifier, EndedRuns endedRuns, RetryPolicy retry, HandlerLimits limits, IMessagePublisher publisher, TimeProvider time, ILogger<WorkItemHandler> logger)
{
    /// <summary>Cancelled when this process stops.</summary>
    public CancellationToken Stopping => endedRuns.Stopping;

    /// <summary>Brings an item to an end. It takes no cancellation: it stops by itself when the item's run ends, the process stops or its time is up.</summary>
    /// <param name="order">The item.</param>
    /// <param name="retried">Is told of every failure after which it is tried again.</param>
    public async Task<ItemOutcome> HandleAsync(WorkOrder order, Action<Exception>? retried = null)
    {
        long started = time.GetTimestamp();
        using WantedItem wanted = endedRuns.Want(order);
        using var limit = new CancellationTokenSource(limits.Working, time);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(wanted.Token, Stopping, limit.Token);
        ItemOutcome outcome;
        try
        {
            outcome = await AttemptAsync(order, retried, cancellation.Token);
        }
        catch (Exception e)
        {
            outcome = wanted.Token.IsCancellationRequested ? new ItemOutcome.Dropped()
                : Stopping.IsCancellationRequested ? new ItemOutcome.Returned()
                : limit.IsCancellationRequested ? new ItemOutcome.Failed(Failures.TookTooLong(limits.Working, order))
                : e is ArtifactGoneException gone && (order.Verify is not null || order.Work.Inputs.Any(input => input.Artifact == gone.Artifact)) ? new ItemOutcome.Blocked(gone.Artifact)
                : new ItemOutcome.Failed(Failures.Of(e, order));
            LogEnd(e, order, outcome);
        }
        Measurements.ItemEnded(order.Work.Kind, outcome.Name, time.GetElapsedTime(started));
        return outcome;
    }

    async Task<ItemOutcome> AttemptAsync(WorkOrder order, Action<Exception>? retried, CancellationToken cancellation)
    {
        await using var progress = new LatestProgress(publisher, order, time, logger);
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await endedRuns.LookAsync(order, cancellation);
                if (order.Verify is not null)
                {
                    return await VerifyAsync(order, progress, cancellation);
                }
                WorkResult? result = await executor.ExecuteAsync(order, progress, limits.Waiting, cancellation);
                if (result is null)
                {
                    LogBusy(order.RunId, order.Stage, order.Item, limits.Waiting);
                    return new ItemOutcome.Returned();
                }
                LogCompleted(order.RunId, order.Stage, order.Item, result.Cached ? "from the cache" : "computed");
                if (result.Difference is { } difference)
                {
                    LogDiffers(order.RunId, order.Stage, order.Item, difference.Word, difference.Divergence?.Role, difference.Divergence?.Difference);
                }
                return new ItemOutcome.Completed(result.Manifest.Outputs, result.Cached);
            }
            catch (Exception e) when (attempt < retry.Pauses.Count && !cancellation.IsCancellationRequested && TransientFaults.Are(e))
            {
                TimeSpan pause = retry.Pause(attempt, order.ExecutionKey);
                LogRetried(e, order.RunId, order.Stage, order.Item, pause);
                retried?.Invoke(e);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    async Task<ItemOutcome> VerifyAsync(WorkOrder order, LatestProgress progress, CancellationToken cancellation)
    {
        WorkVerification? found = await verifier.VerifyAsync(order, progress, limits.Waiting, cancellation);
        if (found is null)
        {
            LogBusy(order.RunId, order.Stage, order.Item, limits.Waiting);
            return new ItemOutcome.Returned();
        }
        LogVerified(order.RunId, order.Stage, order.Item, order.Verify!.ComputedBy, found.Verdict);
        return new ItemOutcome.Verified(found);
    }

    void LogEnd(Exception e, WorkOrder order, ItemOutcome outcome)
    {
        switch (outcome)
        {
            case ItemOutcome.Dropped:
                LogDropped(order.RunId, order.Stage, order.Item);
                break;
            case ItemOutcome.Blocked blocked:
                LogBlocked(e, order.RunId, order.Stage, order.Item, blocked.Artifact.Digest);
                break;
            case ItemOutcome.Failed:
                LogFailed(e, order.RunId, order.Stage, order.Item);
                break;
            default:
                LogStopped(order.RunId, order.Stage, order.Item);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} completed, {How}.")]
    partial void LogCompleted(string run, string stage, string item, string how);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} verified; it was computed by {Worker}; the results compare as {Verdict}.")]
    partial void LogVerified(string run, string stage, string item, string worker, string verdict);

    [LoggerMessage(LogLevel.Warning, "Run {Run}: {Stage} {Item} has another result already, which its stage allows ({Verdict}); that one stays. Output {Role}: {Difference}")]
    partial void LogDiffers(string run, string stage, string item, string verdict, string? role, string? difference);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} is not wanted any more; the run has ended.")]
    partial void LogDropped(string run, string stage, string item);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} goes back to its queue; this process stops.")]
    partial void LogStopped(string run, string stage, string item);

    [LoggerMessage(LogLevel.Information, "Run {Run}: {Stage} {Item} goes back to its queue; its turn did not come within {Patience}.")]
    partial void LogBusy(string run, string stage, string item, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "Run {Run}: {Stage} {Item} failed and is tried again in {Pause}.")]
    partial void LogRetried(Exception e, string run, string stage, string item, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "Run {Run}: {Stage} {Item} waits for {Digest}, which is missing or damaged and has to be made again.")]
    partial void LogBlocked(Exception e, string run, string stage, string item, string digest);

    [LoggerMessage(LogLevel.Error, "Run {Run}: {Stage} {Item} failed.")]
    partial void LogFailed(Exception e, string run, string stage, string item);
}
