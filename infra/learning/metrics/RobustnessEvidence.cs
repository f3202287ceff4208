using Rampart.Learning.Attacks;

namespace Rampart.Learning.Metrics;

/// <summary>What an evaluation measured, as far as the gradient-masking checks can use it. Absent parts are not checked.</summary>
public sealed record RobustnessEvidence
{
    /// <summary>Robust accuracy by radius (Linf, pixels in [0, 1]), each from its own attack, not accumulated over radii; radius 0 is clean.</summary>
    public IReadOnlyList<(double Radius, Accuracy Accuracy)> ByRadius { get; init; } = [];

    /// <summary>Robust accuracy by number of attack steps at one radius.</summary>
    public IReadOnlyList<(int Steps, Accuracy Accuracy)> BySteps { get; init; } = [];

    /// <summary>What the white-box attack saw per sample.</summary>
    public IReadOnlyList<PerSampleAttackReport> Reports { get; init; } = [];

    /// <summary>By radius, how many of all samples withstood every attack with gradients before them and then fell to one without.</summary>
    public IReadOnlyList<(double Radius, Accuracy Fallen)> OnlyByBlackBox { get; init; } = [];

    /// <summary>The accuracy that guessing reaches; robust accuracy at a huge radius should not stay above it. In [0, 1].</summary>
    public double ChanceLevel { get; init; }
}
