using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="Apgd"/>; the defaults are those of the reference code.</summary>
public sealed record ApgdOptions
{
    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 8/255 by default. In (0, 1] for Linf; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>Iterations, 1 to 100000; 100 in AutoAttack.</summary>
    [Range(1, 100_000)]
    public int Iterations { get; init; } = 100;

    /// <summary>First step length as a multiple of the radius: 2 in AutoAttack, 1 in the protocol of FARE. In (0, 2].</summary>
    [Range(1e-6, 2.0)]
    public double InitialStep { get; init; } = 2.0;

    /// <summary>Starts at a random point of the ball's surface; otherwise at the clean image. A given start perturbation goes before either.</summary>
    public bool RandomStart { get; init; } = true;
}
