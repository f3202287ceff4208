using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="Fab"/>; the defaults are those of AutoAttack at 8/255.</summary>
public sealed record FabOptions
{
    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 8/255 by default. In (0, 1] for Linf; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>Iterations, 1 to 100000; 100 in AutoAttack.</summary>
    [Range(1, 100_000)]
    public int Iterations { get; init; } = 100;

    /// <summary>The largest weight of the step from the clean image against the step from where the attack stands, in [0, 1].</summary>
    [Range(0.0, 1.0)]
    public double LargestBias { get; init; } = 0.1;

    /// <summary>How far beyond the linearised boundary a step goes, as a multiple of the way to it, in [1, 2].</summary>
    [Range(1.0, 2.0)]
    public double Overshoot { get; init; } = 1.05;

    /// <summary>What is left of the perturbation after a step that fooled the model, in (0, 1).</summary>
    [Range(0.01, 0.99)]
    public double Backward { get; init; } = 0.9;

    /// <summary>Starts at a random point half a radius from the clean image, as AutoAttack's restarts do; otherwise at the clean image.</summary>
    public bool RandomStart { get; init; }

    /// <summary>Goes on looking for a smaller perturbation after one inside the budget has been found.</summary>
    public bool Minimise { get; init; }
}
