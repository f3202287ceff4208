using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>What makes a CLIP model a LLaVA-shaped one.</summary>
public sealed record NewLanguageParameters
{
    /// <summary>The decoder.</summary>
    [Description("The decoder, LLaMA-shaped.")]
    public required NewDecoderParameters Language { get; init; }

    /// <summary>Which hidden state of the vision tower the decoder sees.</summary>
    [Description("Which hidden state of the vision tower the decoder sees; -2 is the one before the last layer.")]
    [Bounds(-1024, 1024)]
    public int VisionFeatureLayer { get; init; } = -2;
}

/// <summary>The shape of a decoder.</summary>
public sealed record NewDecoderParameters
{
    /// <summary>Width.</summary>
    [Description("Width of the residual stream; a multiple of num_attention_heads.")]
    [Bounds(1, 65536)]
    public int HiddenSize { get; init; } = 64;

    /// <summary>Width of the feed-forward layers.</summary>
    [Description("Width of the gated feed-forward layers.")]
    [Bounds(1, 262144)]
    public int IntermediateSize { get; init; } = 192;

    /// <summary>Transformer layers.</summary>
    [Description("Transformer layers.")]
    [Bounds(1, 1024)]
    public int NumHiddenLayers { get; init; } = 2;

    /// <summary>Attention heads.</summary>
    [Description("Attention heads.")]
    [Bounds(1, 1024)]
    public int NumAttentionHeads { get; init; } = 4;

    /// <summary>Key and value heads.</summary>
    [Description("Heads of keys and values; num_attention_heads is a multiple of it.")]
    [Bounds(1, 1024)]
    public int NumKeyValueHeads { get; init; } = 2;

    /// <summary>Longest sequence.</summary>
    [Description("Longest sequence, image patches included.")]
    [Bounds(8, 1_000_000, Unit = "tokens")]
    public int MaxPositionEmbeddings { get; init; } = 128;

    /// <summary>Standard deviation of fresh weights.</summary>
    [Description("Standard deviation of fresh weights; small decoders learn faster with about 1 / sqrt(hidden_size).")]
    [Bounds(0, 1, Above = true)]
    public double InitializerRange { get; init; } = 0.02;
}
