using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Replay;

/// <summary>Executes orders with the stages of this process.</summary>
/// <param name="computation">The stages, with the threads and numerics that workers have.</param>
/// <param name="numerics">The arithmetic of this process.</param>
/// <param name="worker">This process.</param>
/// <param name="sandbox">Where inputs come from and outputs go.</param>
public sealed class LocalExecution(StageComputation computation, INumerics numerics, Worker worker, Sandbox sandbox) : IItemExecution
{
    /// <inheritdoc/>
    public Circumstances Here => new(worker.CodeVersion, numerics.Fingerprint, worker.Name);

    /// <inheritdoc/>
    public Task<ResultManifest> ExecuteAsync(WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation) =>
        computation.RunAsync(StageOf(order), order, sandbox, progress, cancellation);

    IStage StageOf(WorkOrder order)
    {
        try
        {
            return computation.StageOf(order);
        }
        catch (StageException e)
        {
            throw new NotExecutableException(e.Failure);
        }
    }
}
