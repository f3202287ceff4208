using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>The shape of a CLIP text tower, under the key names of <c>text_config</c> in a Hugging Face <c>config.json</c>.</summary>
/// <param name="VocabularySize">Number of token embeddings (<c>vocab_size</c>).</param>
/// <param name="HiddenSize">Width of the residual stream.</param>
/// <param name="IntermediateSize">Width of the feed-forward layers.</param>
/// <param name="Layers">Number of transformer layers.</param>
/// <param name="Heads">Number of attention heads; divides <paramref name="HiddenSize"/>.</param>
/// <param name="MaxPositions">Longest text in tokens (<c>max_position_embeddings</c>).</param>
/// <param name="Activation"><c>quick_gelu</c> or <c>gelu</c>.</param>
/// <param name="LayerNormEpsilon">Added to the variance in LayerNorm.</param>
/// <param name="ProjectionSize">Width of the shared embedding space.</param>
/// <param name="BosTokenId">First token of every text.</param>
/// <param name="EosTokenId">Token whose first position holds the text's embedding; 2 means a legacy file: the position of the largest id.</param>
/// <param name="PadTokenId">Token that fills up a text.</param>
public sealed record ClipTextConfig(
    int VocabularySize = 49408,
    int HiddenSize = 512,
    int IntermediateSize = 2048,
    int Layers = 12,
    int Heads = 8,
    int MaxPositions = 77,
    string Activation = "quick_gelu",
    double LayerNormEpsilon = 1e-5,
    int ProjectionSize = 512,
    int BosTokenId = 49406,
    int EosTokenId = 49407,
    int PadTokenId = 1)
{
    /// <summary>Reads a <c>text_config</c> object.</summary>
    /// <exception cref="ModelConfigException">A value is of the wrong kind or range.</exception>
    public static ClipTextConfig FromJson(string json, string where = "text_config") => Read(ConfigObject.Parse(json, where));

    /// <summary>The Hugging Face object.</summary>
    public JsonObject ToJson() => new()
    {
        ["model_type"] = "clip_text_model",
        ["vocab_size"] = VocabularySize,
        ["hidden_size"] = HiddenSize,
        ["intermediate_size"] = IntermediateSize,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["max_position_embeddings"] = MaxPositions,
        ["hidden_act"] = Activation,
        ["layer_norm_eps"] = LayerNormEpsilon,
        ["projection_dim"] = ProjectionSize,
        ["bos_token_id"] = BosTokenId,
        ["eos_token_id"] = EosTokenId,
        ["pad_token_id"] = PadTokenId,
    };

    internal static ClipTextConfig Read(ConfigObject source)
    {
        var defaults = new ClipTextConfig();
        return new ClipTextConfig(
            source.Count("vocab_size", defaults.VocabularySize, least: 2),
            source.Count("hidden_size", defaults.HiddenSize),
            source.Count("intermediate_size", defaults.IntermediateSize),
            source.Count("num_hidden_layers", defaults.Layers, most: 1024),
            source.Count("num_attention_heads", defaults.Heads),
            source.Count("max_position_embeddings", defaults.MaxPositions, least: 2, most: 1 << 20),
            source.OneOf("hidden_act", defaults.Activation, "quick_gelu", "gelu"),
            source.Positive("layer_norm_eps", defaults.LayerNormEpsilon),
            source.Count("projection_dim", defaults.ProjectionSize),
            source.Count("bos_token_id", defaults.BosTokenId, least: 0),
            source.Count("eos_token_id", defaults.EosTokenId, least: 0),
            source.Count("pad_token_id", defaults.PadTokenId, least: 0)).Checked("text_config");
    }

    internal ClipTextConfig Checked(string where)
    {
        ConfigRules.HeadsDivide(where, HiddenSize, Heads);
        ConfigRules.Known(where, "hidden_act", Activation, "quick_gelu", "gelu");
        ConfigRules.TokenInside(where, "eos_token_id", EosTokenId, VocabularySize);
        ConfigRules.TokenInside(where, "pad_token_id", PadTokenId, VocabularySize);
        return this;
    }
}
