using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Adpo"/>; the defaults are the paper's where it states them (methods, section 3).</summary>
public sealed record AdpoOptions
{
    /// <summary>The preference loss over the two images: DPO with beta 0.1 in the paper. It names IPO and KTO as fine and SimPO as clearly worse.</summary>
    public PreferenceOptions Preference { get; init; } = new();

    /// <summary>Weight lambda of the adversarial-image term, in [0, 100]; 1 in the paper.</summary>
    [Range(0.0, 100.0)]
    public double Lambda { get; init; } = 1.0;

    /// <summary>Weight of the preference term, in [0, 100]; 1 in the paper, 0 leaves the adversarial-image term alone.</summary>
    [Range(0.0, 100.0)]
    public double PreferenceWeight { get; init; } = 1.0;

    /// <summary>How the adversarial-image term weighs tokens.</summary>
    public TokenWeighting Weighting { get; init; } = TokenWeighting.Confidence;

    /// <summary>Averages the adversarial-image term over an answer's tokens, which keeps lambda free of scale; otherwise sums.</summary>
    public bool MeanOverTokens { get; init; } = true;

    /// <summary>Leaves pairs whose answers are the same out of the preference term, where they would push the right answer down.</summary>
    public bool MaskEqualPairs { get; init; } = true;

    /// <summary>Weight of -log P(preferred answer | clean image) per token, in [0, 100]; an anchor as in RPO, 0 in the paper.</summary>
    [Range(0.0, 100.0)]
    public double CleanAnswerWeight { get; init; }

    /// <summary>Weight of the distance between clean features and those of the reference, in [0, 1000]; keeps clean answers, 0 in the paper.</summary>
    [Range(0.0, 1000.0)]
    public double CleanFeatureWeight { get; init; }

    /// <summary>What the inner attack makes large.</summary>
    public InnerTarget Target { get; init; } = InnerTarget.Features;

    /// <summary>The features of the attack and of the clean anchor: by default the patch features that the language model reads, relative to their size.</summary>
    public FeatureOptions Features { get; init; } = new() { Kind = FeatureKind.PatchFeatures, Relative = true };

    /// <summary>The inner attack. Where the batch holds mined perturbations it refines them, otherwise it starts at random.</summary>
    public PgdOptions Attack { get; init; } = new();
}

/// <summary>Weights of tokens in the adversarial-image term.</summary>
public enum TokenWeighting
{
    /// <summary>The model's own probability of the token, without gradient ("dynamic fine-tuning"): the paper's choice.</summary>
    Confidence,

    /// <summary>One: plain supervised fine-tuning.</summary>
    Plain,
}

/// <summary>What the attack inside a step makes large.</summary>
public enum InnerTarget
{
    /// <summary>The distance of the features from the reference's on the clean image, as FARE and the paper do.</summary>
    Features,

    /// <summary>The loss of the preferred answer, per token.</summary>
    Answer,

    /// <summary>The sum of both.</summary>
    Both,
}
