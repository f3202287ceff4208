using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="AutoAttack"/>; the defaults are those of its paper at 8/255.</summary>
public sealed record AutoAttackOptions
{
    /// <summary>Which attacks it is made of.</summary>
    public AutoAttackVersion Version { get; init; } = AutoAttackVersion.Standard;

    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 8/255 by default. In (0, 1] for Linf; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>Iterations of every attack with gradients, 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int Iterations { get; init; } = 100;

    /// <summary>Wrong classes that targeted attacks try, from the likeliest on, 1 to 1000; all others where there are fewer.</summary>
    [Range(1, 1000)]
    public int Targets { get; init; } = 9;

    /// <summary>Queries of Square, 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int Queries { get; init; } = 5000;

    /// <summary>Runs of each untargeted attack of <see cref="AutoAttackVersion.Plus"/>, 1 to 100.</summary>
    [Range(1, 100)]
    public int Restarts { get; init; } = 5;

    /// <summary>Passes over which <see cref="AutoAttackVersion.Rand"/> takes the mean, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int EotIterations { get; init; } = 20;
}
