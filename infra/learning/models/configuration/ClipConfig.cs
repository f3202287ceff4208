using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>A CLIP model: both towers and the start value of the temperature (Hugging Face <c>config.json</c> of <c>model_type</c> clip).</summary>
/// <param name="Text">The text tower.</param>
/// <param name="Vision">The vision tower.</param>
/// <param name="LogitScaleInit">Start value of <c>logit_scale</c>, the logarithm of the inverse temperature; ln(1/0.07) in CLIP.</param>
public sealed record ClipConfig(ClipTextConfig Text, ClipVisionConfig Vision, double LogitScaleInit = 2.6592)
{
    /// <summary>Reads a <c>config.json</c>; keys equal to the default may be absent, legacy <c>*_config_dict</c> objects win.</summary>
    /// <exception cref="ModelConfigException">A value is of the wrong kind or range, or the towers do not fit each other.</exception>
    public static ClipConfig FromJson(string json, string where = "config.json")
    {
        var source = ConfigObject.Parse(json, where);
        source.OneOf("model_type", "clip", "clip");
        var empty = ConfigObject.Parse("{}", where);
        return new ClipConfig(
            ClipTextConfig.Read(source.Object("text_config_dict") ?? source.Object("text_config") ?? empty),
            ClipVisionConfig.Read(source.Object("vision_config_dict") ?? source.Object("vision_config") ?? empty),
            source.Positive("logit_scale_init_value", 2.6592)).Checked(where);
    }

    /// <summary>The Hugging Face object.</summary>
    public JsonObject ToJson() => new()
    {
        ["model_type"] = "clip",
        ["architectures"] = new JsonArray("CLIPModel"),
        ["projection_dim"] = Vision.ProjectionSize,
        ["logit_scale_init_value"] = LogitScaleInit,
        ["text_config"] = Text.ToJson(),
        ["vision_config"] = Vision.ToJson(),
    };

    internal ClipConfig Checked(string where)
    {
        Text.Checked($"{where}.text_config");
        Vision.Checked($"{where}.vision_config");
        return Text.ProjectionSize == Vision.ProjectionSize
            ? this
            : throw new ModelConfigException(
                $"{where}: 'projection_dim' is {Text.ProjectionSize} in text_config and {Vision.ProjectionSize} in vision_config; make them equal.");
    }
}
