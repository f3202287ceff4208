using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Stages;

/// <summary>Computes work items with the stages of this process, whatever results exist. It commits nothing.</summary>
public sealed class StageComputation(IEnumerable<IStage> stages, INumerics numerics, WarmCache warm, Worker worker)
{
    readonly Dictionary<string, IStage> _stages = stages.ToDictionary(stage => stage.Kind);

    /// <summary>The stage that executes an order.</summary>
    /// <exception cref="StageException">The order is not consistent, or this process has no such stage.</exception>
    public IStage StageOf(WorkOrder order)
    {
        CheckKey(order);
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

    /// <summary>Executes a stage on a thread of its own.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="order">What to do.</param>
    /// <param name="artifacts">Where inputs are read from and outputs go.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops computing.</param>
    /// <param name="kept">What is used in place of what this process keeps warm.</param>
    /// <returns>The result, which nobody has stored yet.</returns>
    /// <exception cref="StageException">The stage says that the work can't be done.</exception>
    public Task<ResultManifest> RunAsync(
        IStage stage, WorkOrder order, IArtifactStore artifacts, IProgress<StageProgress> progress, CancellationToken cancellation,
        WarmCache? kept = null) =>
        ComputeThread.RunAsync(
            $"{order.Stage} {order.Item}",
            numerics,
            () =>
            {
                using IDisposable modes = KernelModes.OfProcess.Enter(Numerics.Of(order.Work.Numerics), cancellation);
                var outputs = new StoredOutputs(order.Work.Inputs, artifacts, cancellation);
                var inputs = new StoredInputs(order.Work.Inputs, artifacts, cancellation);
                stage.Execute(new StageContext(order.Work, inputs, outputs, progress, kept ?? warm, cancellation));
                return new ResultManifest(order.ExecutionKey, order.Work, outputs.Written, worker.CodeVersion, numerics.FingerprintOf(order.Work.Numerics));
            });

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
}
