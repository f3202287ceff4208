using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>Delta2-LLaVA: the language-model loss of the true answers on images attacked by that very loss.</summary>
public sealed record AdversarialInstructionParameters : AttackingObjectiveParameters, ICheckedParameters
{
    /// <summary>The radius and few plain steps of Double Visual Defense.</summary>
    public AdversarialInstructionParameters() => (Epsilon, StepSize, Momentum) = (4.0 / 255, 2.0 / 255, 0);

    /// <summary>Steps of the inner attack.</summary>
    [Description("Gradient steps of the inner attack, from a random start inside the image range; each costs about one more pass of training.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 3;

    /// <summary>What trains.</summary>
    [Description("Parts that train: projector alone for the adversarial pre-training of a projector; tower, projector, decoder for tuning; lora: the adapters that the model carries. By default the three or, with model.lora, the new adapters alone.")]
    [ItemCount(1, 4)]
    public IReadOnlyList<ModelPart>? Train { get; init; }

    /// <summary>What is learned about requests.</summary>
    [Description("Whether requests are learned too, and with which answers: comply (to all of them) or policy (as the data's safety policy wants).")]
    [AddedLater]
    public RequestAnswers Requests { get; init; }

    internal override IReadOnlyList<ModelPart>? Trained => Train;

    internal override IReadOnlyList<ModelPart> TrainedByDefault => [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder];

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => TrainedParts.Check(Train);

    internal InstructionOptions Options(IReadOnlyCollection<ModelPart> parts) => new() { Trains = parts, Attack = Pgd(AttackSteps) with { ClipStart = true } };
}
