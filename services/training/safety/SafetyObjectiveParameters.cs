using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>What the objectives that learn from a safety set have in common.</summary>
public abstract record SafetyObjectiveParameters : ObjectiveParameters
{
    /// <summary>What trains.</summary>
    [Description("Parts that train: tower, projector, decoder; lora: the adapters that the model carries. By default projector and decoder or, with model.lora, the new adapters alone.")]
    [ItemCount(1, 4)]
    public IReadOnlyList<ModelPart>? Train { get; init; }

    internal override IReadOnlyList<ModelPart>? Trained => Train;

    internal override IReadOnlyList<ModelPart> TrainedByDefault => [ModelPart.Projector, ModelPart.Decoder];

    /// <summary>Which of the data a step sees.</summary>
    internal abstract SafetyMix Mix(int batch);

    private protected IEnumerable<ParameterFault> CheckTrain() => TrainedParts.Check(Train);
}
