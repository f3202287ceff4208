using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Tecoa"/>.</summary>
public sealed record TecoaOptions
{
    /// <summary>The inner attack on the same cross-entropy.</summary>
    public PgdOptions Attack { get; init; } = new();

    /// <summary>What cosines are multiplied by to give logits, in (0, 1000]; 100 as CLIP's trained temperature.</summary>
    [Range(1e-3, 1000.0)]
    public double LogitScale { get; init; } = 100;
}
