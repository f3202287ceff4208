using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Objectives;

/// <summary>Which features a distance is measured on, and how.</summary>
public sealed record FeatureOptions
{
    /// <summary>The features.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.ClassEmbedding;

    /// <summary>How their distance is measured.</summary>
    public FeatureMetric Metric { get; init; }

    /// <summary>Weight of the patch features' distance beside that of the class embedding, in [0, 1000]; used by <see cref="FeatureKind.Both"/> only.</summary>
    [Range(0.0, 1000.0)]
    public double PatchWeight { get; init; } = 1.0;

    /// <summary>Divides each distance by the size of what is to be kept (its squared length, or its sum of absolute values), so that class embedding and patch features weigh alike
    /// whatever their size; FARE's paper does not.</summary>
    public bool Relative { get; init; }
}
