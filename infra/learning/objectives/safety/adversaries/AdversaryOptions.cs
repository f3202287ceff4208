using Rampart.Learning.Attacks;

namespace Rampart.Learning.Objectives;

/// <summary>The adversary inside a step of adversary-aware training; the defaults are those of its published code (methods, section 4.4).</summary>
public sealed record AdversaryOptions
{
    /// <summary>Where it perturbs.</summary>
    public AdversarySpace Space { get; init; }

    /// <summary>In image space: plain sign steps from the clean image, the best iterate kept; 0.2, 0.0125 and 30 steps on pixels in [0, 1].</summary>
    public PgdOptions Image { get; init; } = new()
    {
        Epsilon = 0.2, StepSize = 0.0125, Steps = 30, Momentum = 0, RandomStart = false, Keep = KeptIterate.Best,
    };

    /// <summary>In latent space.</summary>
    public LatentOptions Latent { get; init; } = new();
}

/// <summary>Where an adversary perturbs.</summary>
public enum AdversarySpace
{
    /// <summary>The image's pixels.</summary>
    Image,

    /// <summary>The decoder's hidden states at the prompt's positions, the image's included.</summary>
    Latent,

    /// <summary>Nowhere: plain training.</summary>
    None,
}
