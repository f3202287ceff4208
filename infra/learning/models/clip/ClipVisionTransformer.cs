using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The transformer of the vision tower, without the projection (<c>vision_model</c>).</summary>
internal sealed class ClipVisionTransformer : nn.Module
{
    public ClipVisionTransformer(ClipVisionConfig config, ImageNormalization normalization, PreparedWeights prepared)
        : base(nameof(ClipVisionTransformer))
    {
        Embeddings = new ClipVisionEmbeddings(config, normalization, prepared);
        PreNorm = new FloatLayerNorm(config.HiddenSize, config.LayerNormEpsilon);
        Encoder = new ClipEncoder(
            config.Layers, config.HiddenSize, config.IntermediateSize, config.Heads, config.Activation, config.LayerNormEpsilon, prepared);
        PostNorm = new FloatLayerNorm(config.HiddenSize, config.LayerNormEpsilon);
        register_module("embeddings", Embeddings);
        register_module("pre_layrnorm", PreNorm); // The misspelling is the format.
        register_module("encoder", Encoder);
        register_module("post_layernorm", PostNorm);
    }

    public ClipVisionEmbeddings Embeddings { get; }

    public FloatLayerNorm PreNorm { get; }

    public ClipEncoder Encoder { get; }

    public FloatLayerNorm PostNorm { get; }
}
