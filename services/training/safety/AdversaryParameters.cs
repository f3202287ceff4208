using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>What the two stages of adversary-aware preference optimisation have in common; its defaults are those of the published code.</summary>
public abstract record AdversaryParameters : SafetyObjectiveParameters
{
    /// <summary>Where the adversary perturbs.</summary>
    [Description("Where the adversary drives towards compliance: image (pixels), latent (the decoder's hidden states), or none.")]
    public AdversarySpace Adversary { get; init; }

    /// <summary>Radius in image space.</summary>
    [Description("Radius of the attack on images, Linf on pixels in [0,1].")]
    [Bounds(0, 1, Above = true)]
    public double Epsilon { get; init; } = 0.2;

    /// <summary>Length of a step in image space.</summary>
    [Description("Length of a step of the attack on images.")]
    [Bounds(0, 1, Above = true)]
    public double StepSize { get; init; } = 0.0125;

    /// <summary>Steps in image space.</summary>
    [Description("Plain sign steps of the attack on images, from the clean image; the best iterate of each is kept.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int AttackSteps { get; init; } = 30;

    /// <summary>The attack in latent space.</summary>
    [Description("The attack on hidden states.")]
    public LatentAdversaryParameters Latent { get; init; } = new();

    /// <summary>Restricted images.</summary>
    [Description("Restricted images that refusals are learned from, from the front of the data.")]
    [Bounds(1, 100_000_000, Unit = "images")]
    public int Images { get; init; } = 200;

    /// <summary>Ordinary images.</summary>
    [Description("Images that ordinary conversations are about, from the front of the data.")]
    [Bounds(1, 100_000_000, Unit = "images")]
    public int UtilityImages { get; init; } = 500;

    /// <summary>Whether requests are among ordinary conversations.</summary>
    [Description("Whether ordinary conversations hold requests about images that are not restricted, complied with, which keeps a model from refusing those too.")]
    public bool UtilityRequests { get; init; } = true;

    /// <summary>How much of compliant answers is rejected.</summary>
    [Description("How much of the compliant answer is attacked towards and rejected: prefix (its beginning, as published), or answer (all of it, which can also be avoided by naming something else).")]
    public RejectedText Rejected { get; init; }

    private protected AdversaryOptions Options() => new()
    {
        Space = Adversary,
        Image = new PgdOptions { Epsilon = Epsilon, StepSize = StepSize, Steps = AttackSteps, Momentum = 0, RandomStart = false, Keep = KeptIterate.Best },
        Latent = Latent.Options(),
    };

    private protected SafetyMix Mix(int batch, double utilityWeight) => new(Images, 0, batch, utilityWeight > 0 ? batch : 0)
    {
        Lessons = SafetyLessons.Preferences,
        UtilityImages = UtilityImages,
        UtilityRequests = UtilityRequests,
        Rejected = Rejected,
    };
}
