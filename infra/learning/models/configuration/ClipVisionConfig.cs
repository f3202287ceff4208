using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>The shape of a CLIP vision tower, under the key names of <c>vision_config</c> in a Hugging Face <c>config.json</c>.</summary>
/// <param name="HiddenSize">Width of the residual stream.</param>
/// <param name="IntermediateSize">Width of the feed-forward layers.</param>
/// <param name="Layers">Number of transformer layers (<c>num_hidden_layers</c>).</param>
/// <param name="Heads">Number of attention heads; divides <paramref name="HiddenSize"/>.</param>
/// <param name="Channels">Image channels (<c>num_channels</c>).</param>
/// <param name="ImageSize">Height and width of the image in pixels.</param>
/// <param name="PatchSize">Height and width of one patch in pixels; also the stride.</param>
/// <param name="Activation"><c>quick_gelu</c> or <c>gelu</c> (<c>hidden_act</c>).</param>
/// <param name="LayerNormEpsilon">Added to the variance in LayerNorm.</param>
/// <param name="ProjectionSize">Width of the shared embedding space (<c>projection_dim</c>).</param>
public sealed record ClipVisionConfig(
    int HiddenSize = 768,
    int IntermediateSize = 3072,
    int Layers = 12,
    int Heads = 12,
    int Channels = 3,
    int ImageSize = 224,
    int PatchSize = 32,
    string Activation = "quick_gelu",
    double LayerNormEpsilon = 1e-5,
    int ProjectionSize = 512)
{
    /// <summary>Number of patches of an image.</summary>
    public int Patches => (ImageSize / PatchSize) * (ImageSize / PatchSize);

    /// <summary>Reads a <c>vision_config</c> object.</summary>
    /// <exception cref="ModelConfigException">A value is of the wrong kind or range.</exception>
    public static ClipVisionConfig FromJson(string json, string where = "vision_config") => Read(ConfigObject.Parse(json, where));

    /// <summary>The Hugging Face object.</summary>
    public JsonObject ToJson() => new()
    {
        ["model_type"] = "clip_vision_model",
        ["hidden_size"] = HiddenSize,
        ["intermediate_size"] = IntermediateSize,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["num_channels"] = Channels,
        ["image_size"] = ImageSize,
        ["patch_size"] = PatchSize,
        ["hidden_act"] = Activation,
        ["layer_norm_eps"] = LayerNormEpsilon,
        ["projection_dim"] = ProjectionSize,
    };

    internal static ClipVisionConfig Read(ConfigObject source)
    {
        var defaults = new ClipVisionConfig();
        return new ClipVisionConfig(
            source.Count("hidden_size", defaults.HiddenSize),
            source.Count("intermediate_size", defaults.IntermediateSize),
            source.Count("num_hidden_layers", defaults.Layers, most: 1024),
            source.Count("num_attention_heads", defaults.Heads),
            source.Count("num_channels", defaults.Channels, most: 4096),
            source.Count("image_size", defaults.ImageSize, most: 16384),
            source.Count("patch_size", defaults.PatchSize, most: 16384),
            source.OneOf("hidden_act", defaults.Activation, "quick_gelu", "gelu"),
            source.Positive("layer_norm_eps", defaults.LayerNormEpsilon),
            source.Count("projection_dim", defaults.ProjectionSize)).Checked("vision_config");
    }

    internal ClipVisionConfig Checked(string where)
    {
        ConfigRules.HeadsDivide(where, HiddenSize, Heads);
        ConfigRules.Known(where, "hidden_act", Activation, "quick_gelu", "gelu");
        return PatchSize <= ImageSize && PatchSize > 0
            ? this
            : throw new ModelConfigException($"{where}: 'patch_size' {PatchSize} is larger than 'image_size' {ImageSize}; give a smaller patch.");
    }
}
