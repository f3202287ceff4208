using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>What a training minimises.</summary>
[Variant("contrastive", typeof(ContrastiveParameters))]
[Variant("instruction", typeof(InstructionParameters))]
[Variant("tecoa", typeof(TecoaParameters))]
[Variant("fare", typeof(FareParameters))]
[Variant("adpo", typeof(AdpoParameters))]
public abstract record ObjectiveParameters
{
    internal virtual bool NeedsPairs => false;

    internal virtual bool NeedsReference => false;
}

/// <summary>CLIP's symmetric contrastive loss; trains both towers and the logit scale.</summary>
public sealed record ContrastiveParameters : ObjectiveParameters;

/// <summary>The language-model loss of the answers.</summary>
public sealed record InstructionParameters : ObjectiveParameters
{
    /// <summary>Whether the vision tower trains along.</summary>
    [Description("Whether the layers of the vision tower that the decoder reads train along.")]
    public bool TrainVision { get; init; }
}

/// <summary>An objective with an attack inside; it trains the vision tower.</summary>
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

/// <summary>TeCoA: the zero-shot cross-entropy on adversarial images.</summary>
public sealed record TecoaParameters : AttackingObjectiveParameters
{
    /// <summary>Steps of the inner attack.</summary>
    [Description("Gradient steps of the inner attack.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 5;
}

/// <summary>FARE: adversarial images keep the features that the clean image had in the reference.</summary>
public sealed record FareParameters : AttackingObjectiveParameters
{
    /// <summary>Steps of the inner attack.</summary>
    [Description("Gradient steps of the inner attack.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 5;

    /// <summary>Which features are kept.</summary>
    [Description("Which features are kept: the projected class embedding (as published), the patch features that a decoder reads, or both.")]
    public FeatureKind Features { get; init; } = FeatureKind.ClassEmbedding;

    /// <summary>Weight of the patch features.</summary>
    [Description("Weight of the patch features' distance beside the class embedding's, when features is both; distances are sums over patches.")]
    [Bounds(0, 1000)]
    public double PatchWeight { get; init; } = 1;

    /// <summary>Whether distances are relative.</summary>
    [Description("Divides each distance by the squared length of what is kept.")]
    public bool Relative { get; init; }

    /// <summary>Share of the clean images.</summary>
    [Description("Share of the same distance on clean images: w * clean + (1 - w) * adversarial.")]
    [Bounds(0, 0.999)]
    public double CleanWeight { get; init; }

    internal override bool NeedsReference => true;

    internal FareOptions Options() => new()
    {
        Features = new FeatureOptions { Kind = Features, PatchWeight = PatchWeight, Relative = Relative },
        Attack = Pgd(AttackSteps),
        CleanWeight = CleanWeight,
    };
}
