using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Contrastive"/>.</summary>
public sealed record ContrastiveOptions
{
    /// <summary>The largest exp(logit scale), in [1, 1000]; 100 as in CLIP.</summary>
    [Range(1.0, 1000.0)]
    public double LargestScale { get; init; } = 100;

    /// <summary>Whether the text tower trains along.</summary>
    public bool TrainText { get; init; } = true;

    /// <summary>An attack on the batch's loss, as in Double Visual Defense's Delta-CLIP: only the attacked images are then learned from. Null trains on
    /// clean images.</summary>
    public PgdOptions? Attack { get; init; }
}
