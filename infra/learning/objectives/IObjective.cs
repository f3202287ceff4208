using Rampart.Learning.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>What a training minimises: a loss over a batch, and the parameters it may change. It owns nothing but what it made itself;
/// models stay the caller's.</summary>
public interface IObjective : IDisposable
{
    /// <summary>The name used in pipeline files.</summary>
    string Name { get; }

    /// <summary>The parameters that are trained, by their names in the checkpoint; everything else has requires_grad = false.</summary>
    IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <summary>The loss of a batch with its graph, ready for a backward pass. Tensors go to the caller's dispose scope.</summary>
    /// <exception cref="TrainingBatchException">The batch lacks something that this objective needs.</exception>
    ObjectiveLoss Loss(TrainingBatch batch, StepContext context);

    /// <summary>How much a batch counts where the loss of a batch is the weighted mean of those of its parts, so that it may be taken in pieces; null where
    /// it is no such mean.</summary>
    double? WeightOf(TrainingBatch batch) => null;

    /// <summary>Called after every optimizer step, for constraints on parameters.</summary>
    void AfterStep()
    {
    }
}

/// <summary>A loss with what is worth logging about it.</summary>
/// <param name="Value">A scalar with a graph.</param>
/// <param name="Metrics">Named scalars of the step.</param>
public sealed record ObjectiveLoss(Tensor Value, StepMetrics Metrics);
