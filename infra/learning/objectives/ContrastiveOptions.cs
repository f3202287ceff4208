using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Contrastive"/>.</summary>
public sealed record ContrastiveOptions
{
    /// <summary>The largest exp(logit scale), in [1, 1000]; 100 as in CLIP.</summary>
    [Range(1.0, 1000.0)]
    public double LargestScale { get; init; } = 100;

    /// <summary>Whether the text tower trains along.</summary>
    public bool TrainText { get; init; } = true;
}
