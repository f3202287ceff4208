using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="Rgf"/>; the defaults are those of AttackVLM's query part (Zhao et al. 2023).</summary>
public sealed record RgfOptions
{
    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 8/255 by default. In (0, 1] for Linf; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>Steps, 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int Steps { get; init; } = 8;

    /// <summary>Random directions in which the function is asked per step, 1 to 100000. An image costs steps * (directions + 1) + 1 queries.</summary>
    [Range(1, 100_000)]
    public int Directions { get; init; } = 100;

    /// <summary>How far along a direction, per pixel value in [0, 1]: 8/255 by default.</summary>
    [Range(1e-9, 1.0)]
    public double Reach { get; init; } = 8.0 / 255;

    /// <summary>Length of a step in the norm: 1/255 by default.</summary>
    [Range(1e-9, 1e6)]
    public double StepSize { get; init; } = 1.0 / 255;
}
