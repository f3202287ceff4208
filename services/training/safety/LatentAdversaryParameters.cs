using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>An attack on the decoder's hidden states.</summary>
public sealed record LatentAdversaryParameters
{
    /// <summary>Which layers.</summary>
    [Description("Decoder layers behind which something is added, counted from 0; unless given, those at a quarter, a half, three quarters, and the last but one.")]
    [ItemCount(1, 1024)]
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>How much.</summary>
    [Description("Largest L2 norm of what is added to one position of the prompt.")]
    [Bounds(0, 1e6, Above = true)]
    public double Radius { get; init; } = 0.1;

    /// <summary>Steps.</summary>
    [Description("Steps of AdamW.")]
    [Bounds(1, 1000, Unit = "steps")]
    public int Steps { get; init; } = 10;

    /// <summary>Rate.</summary>
    [Description("AdamW's rate.")]
    [Bounds(0, 100, Above = true)]
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Limit of gradients.</summary>
    [Description("Each sample's gradient is scaled down to this norm.")]
    [Bounds(0, 1e6, Above = true)]
    public double ClipNorm { get; init; } = 1;

    internal LatentOptions Options() => new() { Layers = Layers, Radius = Radius, Steps = Steps, LearningRate = LearningRate, ClipGradientNorm = ClipNorm };
}
