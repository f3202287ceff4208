using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>
/// Executes work orders exactly once in effect: whatever has a result already is answered from the store, everything else is computed and
/// committed under its execution key. It knows no bus.
/// </summary>
public sealed class WorkItemExecutor(
    StageComputation computation, IArtifactStore artifacts, IResultStore results, IClaimStore claims, ComputeSlots slots, WarmCache warm, Worker worker,
    TimeProvider time)
{
    readonly WorkTurns _turns = new(results, claims, slots, time);

    /// <summary>Returns the result of the order, computing it if it is not there.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="patience">How long to wait for a free slot, or for another worker that computes the same.</param>
    /// <param name="cancellation">Stops waiting and computing.</param>
    /// <returns>The result; null when its turn did not come within the patience.</returns>
    /// <exception cref="StageException">The order is not consistent, or its stage says that the work can't be done.</exception>
    public async Task<WorkResult?> ExecuteAsync(WorkOrder order, IProgress<StageProgress> progress, TimeSpan patience, CancellationToken cancellation)
    {
        IStage stage = computation.StageOf(order);
        await using WorkTurn? turn = await WaitAsync(order.ExecutionKey, patience, cancellation);
        return turn switch
        {
            null => null,
            { Found: { } found } => new WorkResult(found, Cached: true),
            _ => await RoomForOne.RunAsync(() => ComputeAsync(stage, order, progress, cancellation), turn.LeaveSlot, slots, warm, cancellation),
        };
    }

    async Task<WorkTurn?> WaitAsync(string executionKey, TimeSpan patience, CancellationToken cancellation)
    {
        using var tired = new CancellationTokenSource(patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(tired.Token, cancellation);
        try
        {
            return await _turns.TakeAsync(executionKey, waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    async Task<WorkResult> ComputeAsync(IStage stage, WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        long started = time.GetTimestamp();
        ResultManifest computed = await computation.RunAsync(stage, order, artifacts, progress, cancellation);

        // The record goes first: a manifest is the commit point, and what is committed should have its record.
        await results.RecordAsync(
            new ExecutionRecord(order.ExecutionKey, order.RunId, order.Stage, order.Item, startedAt, time.GetElapsedTime(started), worker.Name), cancellation);
        ResultManifest stored = await results.CommitAsync(computed, cancellation);
        return stored.Outputs.SequenceEqual(computed.Outputs)
            ? new WorkResult(stored, Cached: false)
            : new WorkResult(stored, Cached: false, await JudgeAsync(stage, order, stored, computed, cancellation));
    }

    // Somebody was faster and has found something else.
    async Task<Judgement> JudgeAsync(IStage stage, WorkOrder order, ResultManifest stored, ResultManifest computed, CancellationToken cancellation)
    {
        ExecutionRecord? record = await results.FindRecordAsync(order.ExecutionKey, cancellation);
        Judgement judgement = await ResultJudge.JudgeAsync(
            stage.Determinism, new MadeResult(stored, record?.Worker ?? "", artifacts), new MadeResult(computed, worker.Name, artifacts), cancellation);
        Measurements.ResultsDiffered(stage.Kind, judgement.Word);
        return judgement is { Word: Judgement.Fault, Divergence: { } divergence }
            ? throw new DeterminismException(DeterminismFault.Of(order, stage.Determinism, divergence))
            : judgement;
    }
}
