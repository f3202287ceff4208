using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Computes work items that have a result again, from the recorded inputs, and compares. It stores nothing. It knows no bus.</summary>
public sealed class WorkVerifier(
    StageComputation computation, IArtifactStore artifacts, IResultStore results, ComputeSlots slots, WarmCache warm, Worker worker, TimeProvider time)
{
    /// <summary>Verifies the result of an order.</summary>
    /// <param name="order">The item; it says who made the result.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="patience">How long to wait for a free slot.</param>
    /// <param name="cancellation">Stops waiting and computing.</param>
    /// <returns>How the results compare; null when no slot was free within the patience.</returns>
    /// <exception cref="DeterminismException">They differ by more than the stage declares, or the item can't be computed any more.</exception>
    /// <exception cref="ArtifactGoneException">An input, or an output of the stored result, is missing or damaged.</exception>
    public async Task<WorkVerification?> VerifyAsync(WorkOrder order, IProgress<StageProgress> progress, TimeSpan patience, CancellationToken cancellation)
    {
        IStage stage = computation.StageOf(order);
        using IDisposable? slot = await TakeSlotAsync(patience, cancellation);
        if (slot is null)
        {
            return null;
        }
        ResultManifest stored = await StoredAsync(order, cancellation);
        var scratch = new ScratchArtifacts(artifacts, stored.Outputs.Select(output => output.Artifact.Digest).ToHashSet(StringComparer.Ordinal));
        ResultManifest again = await RoomForOne.RunAsync(
            () => ComputeAsync(stage, order, scratch, progress, cancellation), slot.Dispose, slots, warm, cancellation);
        Judgement judgement = await ResultJudge.JudgeAsync(
            stage.Determinism, new MadeResult(stored, order.Verify!.ComputedBy, artifacts), new MadeResult(again, worker.Name, scratch), cancellation);
        if (judgement.Word != Judgement.Identical)
        {
            Measurements.ResultsDiffered(stage.Kind, judgement.Word);
        }
        return judgement is { Word: Judgement.Fault, Divergence: { } divergence }
            ? throw new DeterminismException(DeterminismFault.Of(order, stage.Determinism, divergence))
            : new WorkVerification(worker.Name, judgement.Word);
    }

    async Task<IDisposable?> TakeSlotAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var tired = new CancellationTokenSource(patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(tired.Token, cancellation);
        try
        {
            return await slots.TakeAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    async Task<ResultManifest> StoredAsync(WorkOrder order, CancellationToken cancellation)
    {
        if (await results.FindAsync(order.ExecutionKey, cancellation) is { } stored)
        {
            return stored;
        }
        ResultManifest manifest = await results.FindManifestAsync(order.ExecutionKey, cancellation) ?? throw Gone(order);
        foreach (NamedArtifact output in manifest.Outputs)
        {
            if (!await artifacts.ExistsAsync(output.Artifact, cancellation))
            {
                throw new ArtifactGoneException(output.Artifact, $"Output \"{output.Role}\" of the result that is to be verified is missing.");
            }
        }
        // It is there and damaged, so reading it says which it is; or it has come back meanwhile.
        foreach (NamedArtifact output in manifest.Outputs)
        {
            await artifacts.ReadAsync(output.Artifact, cancellation);
        }
        return manifest;
    }

    // Who verifies a result of its own must not do so with what is left in memory of the first time.
    async Task<ResultManifest> ComputeAsync(
        IStage stage, WorkOrder order, ScratchArtifacts scratch, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        WarmCache? cold = order.Verify!.ComputedBy == worker.Name ? new WarmCache() : null;
        try
        {
            return await computation.RunAsync(stage, order, scratch, progress, cancellation, cold);
        }
        catch (StageException e) when (e.Failure.Permanent)
        {
            throw new DeterminismException(DeterminismFault.Of(order, e.Failure, worker.Name));
        }
        finally
        {
            cold?.Clear();
        }
    }

    static StageException Gone(WorkOrder order) => new(
        "The result that is to be verified is gone.", $"stage {order.Stage}, item {order.Item}, execution key {order.ExecutionKey}",
        "Look at whatever deletes from the store; then run the pipeline again.", permanent: false);
}
