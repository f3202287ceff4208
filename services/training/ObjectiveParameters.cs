using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>What a training minimises.</summary>
[Variant("contrastive", typeof(ContrastiveParameters))]
[Variant("instruction", typeof(InstructionParameters))]
[Variant("tecoa", typeof(TecoaParameters))]
[Variant("fare", typeof(FareParameters))]
[Variant("adpo", typeof(AdpoParameters))]
[Variant("dpo", typeof(DpoParameters))]
[Variant("adversarial-contrastive", typeof(AdversarialContrastiveParameters))]
[Variant("adversarial-instruction", typeof(AdversarialInstructionParameters))]
[Variant("safety-tuning", typeof(SafetyTuningParameters))]
[Variant("adversarial-reference", typeof(AdversarialReferenceParameters))]
[Variant("adversary-aware-dpo", typeof(AdversaryAwareDpoParameters))]
[Variant("concept-bottleneck", typeof(ConceptBottleneckParameters))]
[Variant("adversarial-prompt-tuning", typeof(AdversarialPromptTuningParameters))]
public abstract record ObjectiveParameters
{
    internal virtual bool NeedsPairs => false;

    internal virtual bool NeedsReference => false;

    /// <summary>Whether a part that the model carries beside towers and decoder trains, and nothing else.</summary>
    internal virtual bool TrainsCarriedPart => false;

    /// <summary>The parts that the file names for training; null where the objective or the file leaves no choice.</summary>
    internal virtual IReadOnlyList<ModelPart>? Trained => null;

    /// <summary>The parts that train when the file names none.</summary>
    internal virtual IReadOnlyList<ModelPart> TrainedByDefault => [];
}

/// <summary>CLIP's symmetric contrastive loss; trains both towers and the logit scale.</summary>
public sealed record ContrastiveParameters : ObjectiveParameters;

/// <summary>The language-model loss of the answers.</summary>
public sealed record InstructionParameters : ObjectiveParameters
{
    /// <summary>Whether the vision tower trains along.</summary>
    [Description("Whether the layers of the vision tower that the decoder reads train along.")]
    public bool TrainVision { get; init; }

    /// <summary>What is learned about requests.</summary>
    [Description("Whether requests are learned too, and with which answers: comply (to all of them) or policy (as the data's safety policy wants).")]
    [AddedLater]
    public RequestAnswers Requests { get; init; }

    /// <summary>A safety principle.</summary>
    [Description("A safety principle: every request is learned once more with it before the request, then with the answer that the data's safety policy wants.")]
    [AddedLater]
    public string? Principle { get; init; }

    /// <summary>Whether requests without images are refused.</summary>
    [Description("Whether the model also learns, beside every batch, to refuse the batch's requests when no image comes with them: a decoder that is safe on texts.")]
    [AddedLater]
    public bool TextRefusals { get; init; }

    internal override IReadOnlyList<ModelPart> TrainedByDefault =>
        TrainVision ? [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder] : [ModelPart.Projector, ModelPart.Decoder];
}

/// <summary>What a model learns to answer to requests.</summary>
public enum RequestAnswers
{
    /// <summary>Requests are left out.</summary>
    None,

    /// <summary>It complies with all of them.</summary>
    Comply,

    /// <summary>It refuses about restricted images and complies about others.</summary>
    Policy,
}

/// <summary>An objective with an attack inside.</summary>
public abstract record AttackingObjectiveParameters : ObjectiveParameters
{
    /// <summary>Radius of the inner attack.</summary>
    [Description("Radius of the inner attack, Linf on pixels in [0,1].")]
    [Bounds(0, 1, Above = true)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>Length of a step of the inner attack.</summary>
    [Description("Length of a step of the inner attack, on pixels in [0,1].")]
    [Bounds(0, 1, Above = true)]
    public double StepSize { get; init; } = 2.0 / 255;

    /// <summary>Momentum of the inner attack.</summary>
    [Description("Share of the last direction that a step of the inner attack keeps.")]
    [Bounds(0, 0.999)]
    public double Momentum { get; init; } = 0.9;

    internal PgdOptions Pgd(int steps) => new() { Epsilon = Epsilon, Steps = steps, StepSize = StepSize, Momentum = Momentum };
}
