using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;

namespace Rampart.Learning.Attacks;

/// <summary>A perturbation of hidden states (LAT).</summary>
public sealed record LatentOptions
{
    /// <summary>Decoder layers behind which something is added, counted from 0; null for those at a quarter, a half, three quarters, and the last but one.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Largest L2 norm of what is added to one position, in (0, 1e6]; 0.1.</summary>
    [Range(1e-9, 1e6)]
    public double Radius { get; init; } = 0.1;

    /// <summary>Steps of AdamW, 1 to 10000; 10.</summary>
    [Range(1, 10_000)]
    public int Steps { get; init; } = 10;

    /// <summary>AdamW's rate, in (0, 100]; 0.05.</summary>
    [Range(1e-9, 100.0)]
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Largest norm of a sample's gradient over all its positions, in (0, 1e6]; 1.</summary>
    [Range(1e-9, 1e6)]
    public double ClipGradientNorm { get; init; } = 1;

    /// <summary>The layers in a decoder of so many: of 32, the published 8, 16, 24 and 30.</summary>
    /// <exception cref="ModelConfigException">The decoder does not have them.</exception>
    public IReadOnlyList<int> In(int layers)
    {
        int[] chosen = [.. (Layers ?? [layers / 4, layers / 2, layers * 3 / 4, Math.Max(0, layers - 2)]).Distinct().Order()];
        return chosen.Length > 0 && chosen.All(layer => layer >= 0 && layer < layers)
            ? chosen
            : throw new ModelConfigException($"latent: 'layers' are [{string.Join(", ", chosen)}]; a decoder of {layers} layers has 0 to {layers - 1}, and one at least is wanted.");
    }
}
