using System.ComponentModel;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>AdPO: prefers the clean answer on the clean image to the adversarial answer on the adversarial one, and teaches the clean answer there.</summary>
public sealed record AdpoParameters : AttackingObjectiveParameters, IPreferenceKnobs, ICheckedParameters
{
    /// <summary>Steps that refine a mined perturbation.</summary>
    [Description("Gradient steps by which a mined perturbation is refined against the current weights in every training step.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int RefineSteps { get; init; } = 2;

    /// <summary>What the refinement attacks.</summary>
    [Description("What the refinement attacks: the likelihood of the chosen answer, the features of the reference (as published), or both.")]
    public InnerTarget Target { get; init; } = InnerTarget.Answer;

    /// <summary>Strength of the tie to the reference.</summary>
    [Description("How strongly the policy is tied to the reference (DPO's beta).")]
    [Bounds(0.0001, 10)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Weight of the adversarial-image term.</summary>
    [Description("Weight of the adversarial-image term (AIO).")]
    [Bounds(0, 100)]
    public double Lambda { get; init; } = 1;

    /// <summary>Weight of the preferred-image term.</summary>
    [Description("Weight of the preferred-image term (PIO).")]
    [Bounds(0, 100)]
    public double PreferenceWeight { get; init; } = 1;

    /// <summary>How tokens are weighted in the adversarial-image term.</summary>
    [Description("How the adversarial-image term weighs tokens: by the policy's confidence in them, or all alike (plain fine-tuning).")]
    public TokenWeighting TokenWeights { get; init; } = TokenWeighting.Confidence;

    /// <summary>What happens to pairs whose answers are equal.</summary>
    [Description("Leaves pairs whose two answers are equal out of the preferred-image term; there they would push the right answer down.")]
    public bool SkipEqualPairs { get; init; } = true;

    /// <summary>Weight of the chosen answer on clean images.</summary>
    [Description("Weight of the likelihood of the chosen answer on the clean image, an anchor; 0 as published.")]
    [Bounds(0, 100)]
    public double CleanAnswerWeight { get; init; }

    /// <summary>Weight of the clean features.</summary>
    [Description("Weight of the distance between the features of clean images and those of the reference, an anchor; 0 as published.")]
    [Bounds(0, 1000)]
    public double CleanFeatureWeight { get; init; }

    /// <summary>Which features are anchored or attacked.</summary>
    [Description("Which features the anchor keeps and a feature attack moves: class-embedding, patch-features or both; relative to their size.")]
    public FeatureKind Features { get; init; } = FeatureKind.PatchFeatures;

    /// <summary>The preference loss.</summary>
    [Description("The loss of the preferred-image term; sigmoid (DPO) is the published form. simpo, orpo and reference-free look at no reference.")]
    [AddedLater]
    public PreferenceKind Preference { get; init; }

    /// <inheritdoc/>
    [Description(PreferenceKnobs.Flipped)]
    [Bounds(0, 0.499999)]
    [AddedLater]
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    [Description(PreferenceKnobs.Gamma)]
    [Bounds(0, 100)]
    [AddedLater]
    public double Margin { get; init; } = 0.5;

    internal override bool NeedsPairs => true;

    internal override bool NeedsReference => true;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check() => PreferenceKnobs.Check(this);

    internal AdpoOptions Options() => new()
    {
        Preference = PreferenceKnobs.Options(this),
        Lambda = Lambda,
        PreferenceWeight = PreferenceWeight,
        Weighting = TokenWeights,
        MaskEqualPairs = SkipEqualPairs,
        CleanAnswerWeight = CleanAnswerWeight,
        CleanFeatureWeight = CleanFeatureWeight,
        Target = Target,
        Features = new FeatureOptions { Kind = Features, Relative = true },
        Attack = Pgd(RefineSteps),
    };
}
