using System.ComponentModel;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

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

    /// <summary>How distances are measured.</summary>
    [Description("How distances are measured: squared-l2 (as published) or l1.")]
    [AddedLater]
    public FeatureMetric Metric { get; init; }

    /// <summary>What adversarial features are drawn to.</summary>
    [Description("What adversarial features are drawn to: the reference's clean features (as published), or the model's own clean ones (TRADES), which want a clean_weight.")]
    [AddedLater]
    public FareTarget Target { get; init; }

    internal override bool NeedsReference => true;

    internal FareOptions Options() => new()
    {
        Features = new FeatureOptions { Kind = Features, PatchWeight = PatchWeight, Relative = Relative, Metric = Metric },
        Attack = Pgd(AttackSteps),
        CleanWeight = CleanWeight,
        Target = Target,
    };
}
