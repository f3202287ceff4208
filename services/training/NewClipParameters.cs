using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The shape of a new CLIP model; image size, channels and vocabulary come from the data.</summary>
public sealed record NewClipParameters
{
    /// <summary>The vision tower.</summary>
    [Description("The vision tower.")]
    public required NewVisionParameters Vision { get; init; }

    /// <summary>The text tower.</summary>
    [Description("The text tower.")]
    public required NewTextParameters Text { get; init; }

    /// <summary>Dimensions of the shared space.</summary>
    [Description("Dimensions of the space that images and texts share.")]
    [Bounds(1, 65536)]
    public int ProjectionDim { get; init; } = 64;
}

/// <summary>The shape of a vision tower.</summary>
public sealed record NewVisionParameters
{
    /// <summary>Width.</summary>
    [Description("Width of the residual stream; a multiple of num_attention_heads.")]
    [Bounds(1, 65536)]
    public int HiddenSize { get; init; } = 96;

    /// <summary>Width of the feed-forward layers.</summary>
    [Description("Width of the feed-forward layers.")]
    [Bounds(1, 262144)]
    public int IntermediateSize { get; init; } = 384;

    /// <summary>Transformer layers.</summary>
    [Description("Transformer layers.")]
    [Bounds(1, 1024)]
    public int NumHiddenLayers { get; init; } = 4;

    /// <summary>Attention heads.</summary>
    [Description("Attention heads.")]
    [Bounds(1, 1024)]
    public int NumAttentionHeads { get; init; } = 4;

    /// <summary>Side of a patch.</summary>
    [Description("Side of a square patch; the image's side must be a multiple of it.")]
    [Bounds(1, 1024, Unit = "pixels")]
    public int PatchSize { get; init; } = 7;
}

/// <summary>The shape of a text tower.</summary>
public sealed record NewTextParameters
{
    /// <summary>Width.</summary>
    [Description("Width of the residual stream; a multiple of num_attention_heads.")]
    [Bounds(1, 65536)]
    public int HiddenSize { get; init; } = 64;

    /// <summary>Width of the feed-forward layers.</summary>
    [Description("Width of the feed-forward layers.")]
    [Bounds(1, 262144)]
    public int IntermediateSize { get; init; } = 256;

    /// <summary>Transformer layers.</summary>
    [Description("Transformer layers.")]
    [Bounds(1, 1024)]
    public int NumHiddenLayers { get; init; } = 2;

    /// <summary>Attention heads.</summary>
    [Description("Attention heads.")]
    [Bounds(1, 1024)]
    public int NumAttentionHeads { get; init; } = 4;

    /// <summary>Longest text.</summary>
    [Description("Longest text, begin and end mark included.")]
    [Bounds(4, 65536, Unit = "tokens")]
    public int MaxPositionEmbeddings { get; init; } = 32;
}
