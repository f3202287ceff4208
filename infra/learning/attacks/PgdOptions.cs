using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="Pgd"/>. The defaults are those of FARE's inner attack (methods, section 1.2) at 8/255.</summary>
public sealed record PgdOptions
{
    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 8/255 by default. In (0, 1] for Linf; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>Gradient steps, 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int Steps { get; init; } = 10;

    /// <summary>Length of a step in the norm, on pixels in [0, 1]: 1/255 by default.</summary>
    [Range(1e-9, 1e6)]
    public double StepSize { get; init; } = 1.0 / 255;

    /// <summary>Share of the last direction kept: v = direction(momentum * v + direction(gradient)). In [0, 1); 0.9 as in FARE, 0 is plain PGD.</summary>
    [Range(0.0, 0.999999)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Starts at a random point of the ball. Essential where the gradient at the clean image is zero, as for FARE before its first step.</summary>
    public bool RandomStart { get; init; } = true;

    /// <summary>Clips the random start into [0, 1] before the first forward pass; FARE does not. Implied by <see cref="KeptIterate.Best"/>.</summary>
    public bool ClipStart { get; init; }

    /// <summary>Which iterate is handed back.</summary>
    public KeptIterate Keep { get; init; } = KeptIterate.Last;
}

/// <summary>Which image of an attack's path is handed back.</summary>
public enum KeptIterate
{
    /// <summary>The one after the last step; costs no extra forward pass.</summary>
    Last,

    /// <summary>The one with the largest loss (one that fools the model first); costs one extra forward pass.</summary>
    Best,
}
