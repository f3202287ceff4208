using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Stages;

/// <summary>
/// Executes work orders exactly once in effect: whatever has a result already is answered from the store, everything else is computed and
/// committed under its execution key. It knows no bus.
/// </summary>
public sealed class WorkItemExecutor(
    IEnumerable<IStage> stages, IArtifactStore artifacts, IResultStore results, IClaimStore claims, INumerics numerics, ComputeSlots slots, WarmCache warm,
    Worker worker, TimeProvider time)
{
    readonly Dictionary<string, IStage> _stages = stages.ToDictionary(stage => stage.Kind);
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
        CheckKey(order);
        IStage stage = StageOf(order);
        await using WorkTurn? turn = await WaitAsync(order.ExecutionKey, patience, cancellation);
        return turn switch
        {
            null => null,
            { Found: { } found } => new WorkResult(found, Cached: true),
            _ => new WorkResult(await ComputeAsync(turn, stage, order, progress, cancellation), Cached: false),
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

    async Task<ResultManifest> ComputeAsync(WorkTurn turn, IStage stage, WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        try
        {
            return await ComputeAsync(stage, order, progress, cancellation);
        }
        catch (Exception e) when (MemoryShortage.Is(e))
        {
            // Perhaps there is enough for this item alone. The same work on the same machine gives the same bytes, however much else is in memory.
            turn.LeaveSlot();
        }
        using IDisposable alone = await slots.TakeAllAsync(cancellation);
        warm.Clear();
        return await ComputeAsync(stage, order, progress, cancellation);
    }

    async Task<ResultManifest> ComputeAsync(IStage stage, WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        long started = time.GetTimestamp();
        ResultManifest computed = await ComputeThread.RunAsync(
            $"{order.Stage} {order.Item}",
            numerics,
            () =>
            {
                var outputs = new StoredOutputs(order.Work.Inputs, artifacts, cancellation);
                var inputs = new StoredInputs(order.Work.Inputs, artifacts, cancellation);
                stage.Execute(new StageContext(order.Work, inputs, outputs, progress, warm, cancellation));
                return new ResultManifest(order.ExecutionKey, order.Work, outputs.Written, worker.CodeVersion, numerics.Fingerprint);
            });

        // The record goes first: a manifest is the commit point, and what is committed should have its record.
        await results.RecordAsync(
            new ExecutionRecord(order.ExecutionKey, order.RunId, order.Stage, order.Item, startedAt, time.GetElapsedTime(started), worker.Name), cancellation);
        return await results.CommitAsync(computed, cancellation);
    }

    static void CheckKey(WorkOrder order)
    {
        string recomputed = ExecutionKey.Of(order.Work);
        if (recomputed != order.ExecutionKey)
        {
            throw new StageException(
                $"The order says execution key {order.ExecutionKey}, but its work has the key {recomputed}.",
                $"stage {order.Stage}, item {order.Item}",
                "The message was damaged, or coordinator and worker are of different versions: run the same version everywhere.");
        }
    }

    IStage StageOf(WorkOrder order)
    {
        if (!_stages.TryGetValue(order.Work.Kind, out IStage? stage))
        {
            throw new StageException(
                $"This process has no stage of kind \"{order.Work.Kind}\".", $"stage {order.Stage}, item {order.Item}", "Start the service of that kind.");
        }
        return stage.AlgorithmVersion == order.Work.AlgorithmVersion
            ? stage
            : throw new StageException(
                $"The order asks for version {order.Work.AlgorithmVersion} of {stage.Kind}, this process has version {stage.AlgorithmVersion}.",
                $"stage {order.Stage}, item {order.Item}",
                "Run the same version of Rampart everywhere.");
    }
}
