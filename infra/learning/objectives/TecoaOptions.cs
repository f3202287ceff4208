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

    /// <summary>Share w of the cross-entropy on clean images: w * clean + (1 - w) * adversarial. In [0, 1); 0 as published.</summary>
    [Range(0.0, 0.999999)]
    public double CleanWeight { get; init; }

    /// <summary>What the prediction on an adversarial image is drawn to, and what the attack moves it away from.</summary>
    public TecoaTarget Target { get; init; }
}

/// <summary>What the prediction on an adversarial image is drawn to.</summary>
public enum TecoaTarget
{
    /// <summary>The image's class.</summary>
    Label,

    /// <summary>The trained model's own prediction on the clean image without its gradient: KL(sg(p(x)) || p(x')), as in TRADES (Zhang et al. 2019).
    /// Needs a clean weight, without which nothing says what is right.</summary>
    Clean,
}
