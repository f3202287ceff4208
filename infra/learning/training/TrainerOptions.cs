using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;

namespace Rampart.Learning.Training;

/// <summary>How the optimizer moves: AdamW (Loshchilov and Hutter 2019) with a schedule and gradient clipping.</summary>
public sealed record TrainerOptions
{
    /// <summary>Learning rate after the warm-up, in (0, 1].</summary>
    [Range(1e-12, 1.0)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Learning rates of parts that have one of their own, in (0, 1], on the same schedule; empty by default.</summary>
    public IReadOnlyDictionary<ModelPart, double> PartRates { get; init; } = new Dictionary<ModelPart, double>();

    /// <summary>Steps of the linear warm-up, at least 0.</summary>
    [Range(0, 10_000_000)]
    public int WarmUpSteps { get; init; }

    /// <summary>Steps of the whole training over all segments, at least 1.</summary>
    [Range(1, 100_000_000)]
    public int TotalSteps { get; init; } = 1000;

    /// <summary>What follows the warm-up.</summary>
    public LearningRateDecay Decay { get; init; } = LearningRateDecay.Cosine;

    /// <summary>Decay of the running mean of gradients, in [0, 1).</summary>
    [Range(0.0, 0.9999999)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the running mean of squared gradients, in [0, 1).</summary>
    [Range(0.0, 0.9999999)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator of the step.</summary>
    [Range(1e-15, 1.0)]
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay, in [0, 1]; 1e-4 for FARE and AdPO.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest Euclidean norm of the whole gradient, longer ones are scaled down; 0 does not clip.</summary>
    [Range(0.0, 1e6)]
    public double ClipGradientNorm { get; init; } = 1.0;

    /// <summary>Samples whose activations are in memory at a time, gradients being summed up over them; 0 for the whole batch. Halved when memory runs out.</summary>
    [Range(0, 1_000_000)]
    public int MicroBatch { get; init; }

    /// <summary>The learning rate by step.</summary>
    public LearningRateSchedule Schedule() => new(LearningRate, WarmUpSteps, TotalSteps, Decay);
}
