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

    /// <summary>Share w of the clean distance: w * clean + (1 - w) * adversarial. In [0, 1); 0 as published.</summary>
    [Range(0.0, 0.999999)]
    public double CleanWeight { get; init; }
}
