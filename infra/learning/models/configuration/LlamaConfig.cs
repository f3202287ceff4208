using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>The shape of a LLaMA decoder, under the key names of a Hugging Face <c>config.json</c>; defaults are those of LLaMA-7B.</summary>
/// <param name="VocabularySize">Number of token embeddings.</param>
/// <param name="HiddenSize">Width of the residual stream.</param>
/// <param name="IntermediateSize">Width of the gated feed-forward layer.</param>
/// <param name="Layers">Number of decoder layers.</param>
/// <param name="Heads">Number of query heads.</param>
/// <param name="KeyValueHeads">Number of key and value heads (grouped-query attention); divides <paramref name="Heads"/>.</param>
/// <param name="HeadSize">Width of one head (<c>head_dim</c>); even.</param>
/// <param name="MaxPositions">Longest sequence in tokens.</param>
/// <param name="RmsNormEpsilon">Added to the mean square in RMSNorm.</param>
/// <param name="RopeTheta">Base of the rotary frequencies.</param>
/// <param name="TiedEmbeddings">Whether the output layer is the token table (<c>tie_word_embeddings</c>).</param>
/// <param name="InitializerRange">Standard deviation of fresh weights.</param>
/// <param name="BosTokenId">First token of a sequence.</param>
/// <param name="EosTokenId">Token that ends an answer.</param>
public sealed record LlamaConfig(
    int VocabularySize = 32000,
    int HiddenSize = 4096,
    int IntermediateSize = 11008,
    int Layers = 32,
    int Heads = 32,
    int KeyValueHeads = 32,
    int HeadSize = 128,
    int MaxPositions = 2048,
    double RmsNormEpsilon = 1e-6,
    double RopeTheta = 10000,
    bool TiedEmbeddings = false,
    double InitializerRange = 0.02,
    int BosTokenId = 1,
    int EosTokenId = 2)
{
    /// <summary>Reads a LLaMA configuration object.</summary>
    /// <exception cref="ModelConfigException">A value is of the wrong kind or range, or asks for what this decoder does not do.</exception>
    public static LlamaConfig FromJson(string json, string where = "text_config") => Read(ConfigObject.Parse(json, where), where);

    /// <summary>The Hugging Face object.</summary>
    public JsonObject ToJson() => new()
    {
        ["model_type"] = "llama",
        ["architectures"] = new JsonArray("LlamaForCausalLM"),
        ["vocab_size"] = VocabularySize,
        ["hidden_size"] = HiddenSize,
        ["intermediate_size"] = IntermediateSize,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["num_key_value_heads"] = KeyValueHeads,
        ["head_dim"] = HeadSize,
        ["max_position_embeddings"] = MaxPositions,
        ["rms_norm_eps"] = RmsNormEpsilon,
        ["rope_theta"] = RopeTheta,
        ["hidden_act"] = "silu",
        ["tie_word_embeddings"] = TiedEmbeddings,
        ["initializer_range"] = InitializerRange,
        ["bos_token_id"] = BosTokenId,
        ["eos_token_id"] = EosTokenId,
    };

    internal static LlamaConfig Read(ConfigObject source, string where)
    {
        var defaults = new LlamaConfig();
        source.OneOf("hidden_act", "silu", "silu");
        foreach (string key in new[] { "attention_bias", "mlp_bias" })
        {
            if (source.Flag(key, false))
            {
                throw source.Error(key, "is true; this decoder has no biases there. Use a checkpoint without them.");
            }
        }

        if (source.Has("rope_scaling"))
        {
            throw source.Error("rope_scaling", "is set; this decoder knows plain rotary embeddings only. Use a checkpoint without scaling.");
        }

        int hidden = source.Count("hidden_size", defaults.HiddenSize);
        int heads = source.Count("num_attention_heads", defaults.Heads);
        return new LlamaConfig(
            source.Count("vocab_size", defaults.VocabularySize, least: 2),
            hidden,
            source.Count("intermediate_size", defaults.IntermediateSize),
            source.Count("num_hidden_layers", defaults.Layers, most: 1024),
            heads,
            source.Count("num_key_value_heads", heads),
            source.Count("head_dim", Math.Max(1, hidden / heads)),
            source.Count("max_position_embeddings", defaults.MaxPositions, least: 2),
            source.Positive("rms_norm_eps", defaults.RmsNormEpsilon),
            source.Positive("rope_theta", defaults.RopeTheta),
            source.Flag("tie_word_embeddings", false),
            source.Positive("initializer_range", defaults.InitializerRange),
            source.Count("bos_token_id", defaults.BosTokenId, least: 0),
            source.Count("eos_token_id", defaults.EosTokenId, least: 0)).Checked(where);
    }

    internal LlamaConfig Checked(string where)
    {
        if (KeyValueHeads < 1 || Heads % KeyValueHeads != 0)
        {
            throw new ModelConfigException(
                $"{where}: 'num_attention_heads' {Heads} is not a multiple of 'num_key_value_heads' {KeyValueHeads}; choose a divisor.");
        }

        if (HeadSize < 2 || HeadSize % 2 != 0)
        {
            throw new ModelConfigException($"{where}: 'head_dim' is {HeadSize}; rotary embeddings turn pairs, so give an even number.");
        }

        ConfigRules.TokenInside(where, "bos_token_id", BosTokenId, VocabularySize);
        ConfigRules.TokenInside(where, "eos_token_id", EosTokenId, VocabularySize);
        return this;
    }
}
