using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="Universal"/>; the defaults are those of VisualAdv (Qi et al. 2023) at 16/255.</summary>
public sealed record UniversalOptions
{
    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 16/255 by default. In (0, 1] for Linf, where 1 is no bound at all; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 16.0 / 255;

    /// <summary>Steps, 1 to 100000; 5000 as published.</summary>
    [Range(1, 100_000)]
    public int Steps { get; init; } = 5000;

    /// <summary>Length of a step in the norm: 1/255 by default.</summary>
    [Range(1e-9, 1e6)]
    public double StepSize { get; init; } = 1.0 / 255;

    /// <summary>Samples per step, 1 to 100000; 8 as published.</summary>
    [Range(1, 100_000)]
    public int Batch { get; init; } = 8;
}
