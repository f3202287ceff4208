using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The transformer of the vision tower, without the projection (<c>vision_model</c>).</summary>
internal sealed class ClipVisionTransformer : nn.Module
{
    private readonly ClipVisionEmbeddings embeddings;
    private readonly FloatLayerNorm pre_layrnorm;
    private readonly ClipEncoder encoder;
    private readonly FloatLayerNorm post_layernorm;

    public ClipVisionTransformer(ClipVisionConfig config, ImageNormalization normalization, PreparedWeights prepared)
        : base(nameof(ClipVisionTransformer))
    {
        embeddings = new ClipVisionEmbeddings(config, normalization, prepared);
        pre_layrnorm = new FloatLayerNorm(config.HiddenSize, config.LayerNormEpsilon);
        encoder = new ClipEncoder(
            config.Layers, config.HiddenSize, config.IntermediateSize, config.Heads, config.Activation, config.LayerNormEpsilon, prepared);
        post_layernorm = new FloatLayerNorm(config.HiddenSize, config.LayerNormEpsilon);
        register_module("embeddings", embeddings);
        register_module("pre_layrnorm", pre_layrnorm); // The misspelling is the format.
        register_module("encoder", encoder);
        register_module("post_layernorm", post_layernorm);
    }

    public ClipVisionEmbeddings Embeddings => embeddings;

    public FloatLayerNorm PreNorm => pre_layrnorm;

    public ClipEncoder Encoder => encoder;

    public FloatLayerNorm PostNorm => post_layernorm;
}
