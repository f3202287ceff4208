using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Attacks;

/// <summary>Options of <see cref="Square"/>; the defaults are those of AutoAttack at 8/255.</summary>
public sealed record SquareOptions
{
    /// <summary>How the perturbation is measured.</summary>
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>Radius on pixels in [0, 1]: 8/255 by default. In (0, 1] for Linf; an L2 radius may be larger.</summary>
    [Range(1e-9, 1e6)]
    public double Epsilon { get; init; } = 8.0 / 255;

    /// <summary>How often the model may be asked about an image, 1 to 1000000; 5000 in AutoAttack.</summary>
    [Range(1, 1_000_000)]
    public int Queries { get; init; } = 5000;

    /// <summary>Share of the image's area that the first windows cover, in (0, 1].</summary>
    [Range(1e-6, 1.0)]
    public double FirstShare { get; init; } = 0.8;

    /// <summary>Stretches the schedule, which is made for 10000 queries, over <see cref="Queries"/>; AutoAttack does not.</summary>
    public bool StretchSchedule { get; init; }
}
