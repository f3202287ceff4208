using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The transformer of the text tower, without the projection (<c>text_model</c>).</summary>
internal sealed class ClipTextTransformer : nn.Module
{
    private readonly ClipTextEmbeddings embeddings;
    private readonly ClipEncoder encoder;
    private readonly FloatLayerNorm final_layer_norm;

    public ClipTextTransformer(ClipTextConfig config, PreparedWeights prepared)
        : base(nameof(ClipTextTransformer))
    {
        embeddings = new ClipTextEmbeddings(config);
        encoder = new ClipEncoder(
            config.Layers, config.HiddenSize, config.IntermediateSize, config.Heads, config.Activation, config.LayerNormEpsilon, prepared);
        final_layer_norm = new FloatLayerNorm(config.HiddenSize, config.LayerNormEpsilon);
        register_module("embeddings", embeddings);
        register_module("encoder", encoder);
        register_module("final_layer_norm", final_layer_norm);
    }

    public ClipTextEmbeddings Embeddings => embeddings;

    public ClipEncoder Encoder => encoder;

    public FloatLayerNorm FinalNorm => final_layer_norm;
}
