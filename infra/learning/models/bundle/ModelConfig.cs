using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>A vision tower with what is built on it: a text tower (CLIP), a language model (LLaVA), both or none.</summary>
/// <param name="Vision">The vision tower.</param>
/// <param name="Normalization">Mean and deviation per channel.</param>
/// <param name="Text">CLIP's text tower, or null.</param>
/// <param name="Language">The language model, or null; its vision part equals <paramref name="Vision"/>.</param>
/// <param name="Lora">The adapters on these parts, or null.</param>
/// <param name="Prompt">The learned prompt of the text tower, or null.</param>
/// <param name="Safety">The safety modules, or null.</param>
/// <param name="Defence">The defence at inference that the model carries, or null.</param>
public sealed record ModelConfig(
    ClipVisionConfig Vision,
    ImageNormalization Normalization,
    ClipTextConfig? Text = null,
    LlavaConfig? Language = null,
    LoraConfig? Lora = null,
    LearnedPromptConfig? Prompt = null,
    SafetyModulesConfig? Safety = null,
    DefenceConfig? Defence = null)
{
    /// <summary>Reads what <see cref="ToJson"/> writes.</summary>
    /// <exception cref="ModelConfigException">A value is of the wrong kind or range, or the parts do not fit each other.</exception>
    public static ModelConfig FromJson(string json, string where = "model.json")
    {
        var source = ConfigObject.Parse(json, where);
        var vision = source.Object("vision_config") ?? throw source.Error("vision_config", "is missing; add it.");
        return new ModelConfig(
            ClipVisionConfig.Read(vision),
            ImageNormalization.FromJson(source.Json("preprocessor") ?? "{}", $"{where}.preprocessor"),
            source.Object("text_config") is { } text ? ClipTextConfig.Read(text) : null,
            source.Json("llava") is { } llava ? LlavaConfig.FromJson(llava, $"{where}.llava") : null,
            source.Object("lora") is { } lora ? LoraConfig.Read(lora) : null,
            source.Object("prompt") is { } prompt ? LearnedPromptConfig.Read(prompt) : null,
            source.Object("safety") is { } safety ? SafetyModulesConfig.Read(safety) : null,
            source.Object("defence") is { } defence ? DefenceConfig.Read(defence) : null).Checked(where);
    }

    /// <summary>One object with a Hugging Face object per part.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["vision_config"] = Vision.ToJson(),
            ["preprocessor"] = Normalization.ToPreprocessorJson(Vision.ImageSize),
        };
        if (Text is not null)
        {
            json["text_config"] = Text.ToJson();
        }

        if (Language is not null)
        {
            json["llava"] = Language.ToJson();
        }

        if (Lora is not null)
        {
            json["lora"] = Lora.ToJson();
        }

        if (Prompt is not null)
        {
            json["prompt"] = Prompt.ToJson();
        }

        if (Safety is not null)
        {
            json["safety"] = Safety.ToJson();
        }

        if (Defence is not null)
        {
            json["defence"] = Defence.ToJson();
        }

        return json;
    }

    internal ModelConfig Checked(string where)
    {
        Vision.Checked($"{where}.vision_config");
        Normalization.Checked(Vision.Channels, $"{where}.preprocessor");
        if (Text is not null)
        {
            _ = new ClipConfig(Text, Vision).Checked(where);
        }

        Language?.Checked($"{where}.llava");
        return Language is null || Language.Vision == Vision
            ? this
            : throw new ModelConfigException($"{where}: 'llava.vision_config' differs from 'vision_config'; make them equal.");
    }
}
