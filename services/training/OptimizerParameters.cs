using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Learning.Training;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>AdamW and its schedule.</summary>
public sealed record OptimizerParameters
{
    /// <summary>Peak learning rate.</summary>
    [Description("Learning rate after the warm-up.")]
    [Bounds(0, 1, Above = true)]
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Rates of single parts.</summary>
    [Description("Learning rates of single parts of the model, on the same schedule; a part without one has learning_rate.")]
    [AddedLater]
    public PartRateParameters? PartRates { get; init; }

    /// <summary>Decoupled weight decay.</summary>
    [Description("Decoupled weight decay.")]
    [Bounds(0, 1)]
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Decay of the first moment.</summary>
    [Description("Decay of the mean of the gradients.")]
    [Bounds(0, 0.999999)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    [Description("Decay of the mean of the squared gradients.")]
    [Bounds(0, 0.999999)]
    public double Beta2 { get; init; } = 0.95;

    /// <summary>Added to the root of the second moment.</summary>
    [Description("Added to the root of the mean squared gradient.")]
    [Bounds(0, 1, Above = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Steps of linear warm-up.</summary>
    [Description("Steps over which the learning rate rises from 0.")]
    [Bounds(0, 1_000_000, Unit = "steps")]
    public int WarmupSteps { get; init; } = 20;

    /// <summary>What follows the warm-up.</summary>
    [Description("How the learning rate falls after the warm-up: cosine or linear to 0, or constant.")]
    public LearningRateDecay Schedule { get; init; } = LearningRateDecay.Cosine;

    /// <summary>Largest norm of all gradients together.</summary>
    [Description("All gradients together are scaled down to this norm; 0 leaves them as they are.")]
    [Bounds(0, 1e6)]
    public double ClipNorm { get; init; } = 1.0;

    internal TrainerOptions Over(int totalSteps) => new()
    {
        LearningRate = LearningRate,
        PartRates = PartRates?.Rates() ?? new Dictionary<ModelPart, double>(),
        WarmUpSteps = WarmupSteps,
        TotalSteps = totalSteps,
        Decay = Schedule,
        Beta1 = Beta1,
        Beta2 = Beta2,
        AdamEpsilon = Epsilon,
        WeightDecay = WeightDecay,
        ClipGradientNorm = ClipNorm,
    };
}
