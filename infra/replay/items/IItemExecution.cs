using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Replay;

/// <summary>Executes work orders for a replay: inputs come from the originals or the sandbox, outputs go to the sandbox, nothing is committed or published.</summary>
public interface IItemExecution
{
    /// <summary>Under which circumstances it executes.</summary>
    Circumstances Here { get; }

    /// <summary>Executes an order, whatever results exist.</summary>
    /// <exception cref="NotExecutableException">It can't be tried here.</exception>
    /// <exception cref="StageException">The work can't be done.</exception>
    /// <exception cref="Artifacts.ArtifactException">An input can't be read.</exception>
    Task<ResultManifest> ExecuteAsync(WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation);
}
