using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The transformer of the text tower, without the projection (<c>text_model</c>).</summary>
internal sealed class ClipTextTransformer : nn.Module
{
    public ClipTextTransformer(ClipTextConfig config, PreparedWeights prepared)
        : base(nameof(ClipTextTransformer))
    {
        Embeddings = new ClipTextEmbeddings(config);
        Encoder = new ClipEncoder(
            config.Layers, config.HiddenSize, config.IntermediateSize, config.Heads, config.Activation, config.LayerNormEpsilon, prepared);
        FinalNorm = new FloatLayerNorm(config.HiddenSize, config.LayerNormEpsilon);
        register_module("embeddings", Embeddings);
        register_module("encoder", Encoder);
        register_module("final_layer_norm", FinalNorm);
    }

    public ClipTextEmbeddings Embeddings { get; }

    public ClipEncoder Encoder { get; }

    public FloatLayerNorm FinalNorm { get; }
}
