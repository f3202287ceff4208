using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>PSA-VLM: stage modules trains the safety modules of a model (model.safety) while all else is frozen; stage model trains the model to heed the
/// hints that they give.</summary>
public sealed record ConceptBottleneckParameters : SafetyObjectiveParameters, ICheckedParameters
{
    /// <summary>The stage.</summary>
    [Description("modules (stage I): tokens, projector and head of the safety modules train; model (stage II): the model trains, and they are frozen.")]
    public BottleneckStage Stage { get; init; }

    /// <summary>Weight of the classifiers.</summary>
    [Description("Weight of the losses of risk level and risk type beside that of the answers; 10 in the published code, 1 in its supplement.")]
    [Bounds(0, 1000)]
    public double RiskWeight { get; init; } = 10;

    /// <summary>Risky images.</summary>
    [Description("Images with a risk that are learned from, from the front of the data.")]
    [Bounds(1, 100_000_000, Unit = "images")]
    public int Images { get; init; } = 11_000;

    /// <summary>Images without a risk.</summary>
    [Description("Images without a risk that are learned from, from the front of the data.")]
    [Bounds(1, 100_000_000, Unit = "images")]
    public int CleanImages { get; init; } = 3000;

    internal override bool TrainsCarriedPart => Stage == BottleneckStage.Modules;

    internal override IReadOnlyList<ModelPart> TrainedByDefault => [ModelPart.Decoder];

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        foreach (ParameterFault fault in CheckTrain())
        {
            yield return fault;
        }

        if (TrainsCarriedPart && Train is not null)
        {
            yield return new ParameterFault("train", "stage modules trains the safety modules and nothing else", "Leave the key out.");
        }
    }

    internal override SafetyMix Mix(int batch) => new(Images, CleanImages, batch, 0) { ByRisk = true, Lessons = SafetyLessons.Risks };

    internal ConceptBottleneckOptions Options(IReadOnlyCollection<ModelPart> parts) => new() { Stage = Stage, RiskWeight = RiskWeight, Trains = parts };
}
