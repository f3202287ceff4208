using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Fare"/>.</summary>
public sealed record FareOptions
{
    /// <summary>Which features are to stay what they were.</summary>
    public FeatureOptions Features { get; init; } = new();

    /// <summary>The inner attack on the same distance.</summary>
    public PgdOptions Attack { get; init; } = new();

    /// <summary>Share w of the clean images' distance to the original: w * clean + (1 - w) * adversarial. In [0, 1); 0 as published.</summary>
    [Range(0.0, 0.999999)]
    public double CleanWeight { get; init; }

    /// <summary>What adversarial features are drawn to.</summary>
    public FareTarget Target { get; init; }
}

/// <summary>What the features of an adversarial image are drawn to. The attack moves them away from the original's either way.</summary>
public enum FareTarget
{
    /// <summary>The original tower's features of the clean image, phi0(x).</summary>
    Reference,

    /// <summary>The trained tower's own features of the clean image without their gradient, sg(phi(x)), as in TRADES. On its own this lets the features
    /// drift or collapse; a clean weight holds them.</summary>
    Clean,
}
