using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>A LLaVA model: vision tower, projector and decoder (Hugging Face <c>config.json</c> of <c>model_type</c> llava).</summary>
/// <param name="Vision">The vision tower.</param>
/// <param name="Text">The decoder.</param>
/// <param name="ImageTokenId">The placeholder token that the patch features replace (<c>image_token_index</c>).</param>
/// <param name="PadTokenId">The token that fills up a sequence.</param>
/// <param name="VisionFeatureLayer">Which hidden state of the tower is read; -2 is the output of the last layer but one.</param>
/// <param name="VisionFeatureSelect"><c>default</c> drops the class token, <c>full</c> keeps it.</param>
public sealed record LlavaConfig(
    ClipVisionConfig Vision,
    LlamaConfig Text,
    int ImageTokenId = 32000,
    int PadTokenId = 32001,
    int VisionFeatureLayer = -2,
    string VisionFeatureSelect = "default")
{
    /// <summary>Number of positions that one image takes in the decoder's sequence.</summary>
    public int ImageTokens => Vision.Patches + (VisionFeatureSelect == "full" ? 1 : 0);

    /// <summary>Reads a <c>config.json</c>; missing keys of the decoder mean LLaMA-7B's values.</summary>
    /// <exception cref="ModelConfigException">A value is of the wrong kind or range.</exception>
    public static LlavaConfig FromJson(string json, string where = "config.json")
    {
        var source = ConfigObject.Parse(json, where);
        source.OneOf("model_type", "llava", "llava");
        source.OneOf("projector_hidden_act", "gelu", "gelu");
        if (!source.Flag("multimodal_projector_bias", true))
        {
            throw source.Error("multimodal_projector_bias", "is false; this projector has biases. Leave the key away.");
        }

        var empty = ConfigObject.Parse("{}", where);
        string imageKey = source.Has("image_token_id") ? "image_token_id" : "image_token_index";
        return new LlavaConfig(
            ClipVisionConfig.Read(source.Object("vision_config") ?? empty),
            LlamaConfig.Read(source.Object("text_config") ?? empty, $"{where}.text_config"),
            source.Count(imageKey, 32000, least: 0),
            source.Count("pad_token_id", 32001, least: 0),
            source.Count("vision_feature_layer", -2, least: -1024, most: 1024),
            source.OneOf("vision_feature_select_strategy", "default", "default", "full")).Checked(where);
    }

    /// <summary>The Hugging Face object.</summary>
    public JsonObject ToJson() => new()
    {
        ["model_type"] = "llava",
        ["architectures"] = new JsonArray("LlavaForConditionalGeneration"),
        ["image_token_index"] = ImageTokenId,
        ["pad_token_id"] = PadTokenId,
        ["projector_hidden_act"] = "gelu",
        ["multimodal_projector_bias"] = true,
        ["vision_feature_layer"] = VisionFeatureLayer,
        ["vision_feature_select_strategy"] = VisionFeatureSelect,
        ["image_seq_length"] = ImageTokens,
        ["text_config"] = Text.ToJson(),
        ["vision_config"] = Vision.ToJson(),
    };

    internal LlavaConfig Checked(string where)
    {
        Vision.Checked($"{where}.vision_config");
        Text.Checked($"{where}.text_config");
        ConfigRules.Known(where, "vision_feature_select_strategy", VisionFeatureSelect, "default", "full");
        ConfigRules.TokenInside(where, "image_token_index", ImageTokenId, Text.VocabularySize);
        ConfigRules.TokenInside(where, "pad_token_id", PadTokenId, Text.VocabularySize);
        if (VisionFeatureLayer < -(Vision.Layers + 1) || VisionFeatureLayer > Vision.Layers)
        {
            throw new ModelConfigException(
                $"{where}: 'vision_feature_layer' is {VisionFeatureLayer}; the tower has hidden states {-(Vision.Layers + 1)} to {Vision.Layers}.");
        }

        return this;
    }
}
