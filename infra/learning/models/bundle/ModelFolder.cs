using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Learning.Tokenization;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Models as folders in Hugging Face's form.</summary>
public static class ModelFolder
{
    private const string VisualProjection = "visual_projection.weight";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes a LLaVA folder: <c>config.json</c>, <c>model.safetensors</c>, tokenizer, preprocessor and generation settings.
    /// LLaVA does not use the projection of the tower; it is left away.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="bundle">A bundle with a language model.</param>
    /// <param name="tokenizer">The tokenizer of its decoder.</param>
    /// <param name="metadata">Provenance for the file's header, or null.</param>
    /// <exception cref="InvalidOperationException">The bundle has no language model.</exception>
    public static void ExportLlava(
        string folder, ModelBundle bundle, BpeTokenizer tokenizer, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var language = bundle.SaveComponent(ModelBundle.LanguageComponent);
        var config = bundle.Config.Language!;
        var tensors = new Dictionary<string, Tensor>(language, StringComparer.Ordinal);
        foreach (var (name, tensor) in bundle.SaveComponent(ModelBundle.VisionComponent).Where(entry => entry.Key != VisualProjection))
        {
            tensors.Add(WeightNames.InLlava(name), tensor);
        }

        Directory.CreateDirectory(folder);
        WriteWeights(folder, tensors, WithFormat(metadata));
        Write(folder, "config.json", config.ToJson());
        Write(folder, "generation_config.json", new JsonObject
        {
            ["bos_token_id"] = config.Text.BosTokenId,
            ["eos_token_id"] = config.Text.EosTokenId,
            ["pad_token_id"] = config.PadTokenId,
            ["do_sample"] = false,
        });
        WriteProcessing(folder, bundle, tokenizer, config.Text.MaxPositions);
        Write(folder, "processor_config.json", new JsonObject
        {
            ["processor_class"] = "LlavaProcessor",
            ["image_token"] = SpecialTokens.Image,
            ["patch_size"] = config.Vision.PatchSize,
            ["vision_feature_select_strategy"] = config.VisionFeatureSelect,
            ["num_additional_image_tokens"] = 1,
        });
    }

    /// <summary>Writes a CLIP folder: both towers, tokenizer and preprocessor.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="bundle">A bundle with a text tower.</param>
    /// <param name="tokenizer">The tokenizer of its text tower.</param>
    /// <param name="metadata">Provenance for the file's header, or null.</param>
    /// <exception cref="InvalidOperationException">The bundle has no text tower.</exception>
    public static void ExportClip(
        string folder, ModelBundle bundle, BpeTokenizer tokenizer, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var tensors = bundle.SaveComponent(ModelBundle.TextComponent).Concat(bundle.SaveComponent(ModelBundle.VisionComponent))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        Directory.CreateDirectory(folder);
        WriteWeights(folder, tensors, WithFormat(metadata));
        Write(folder, "config.json", new ClipConfig(bundle.Config.Text!, bundle.Config.Vision).ToJson());
        WriteProcessing(folder, bundle, tokenizer, bundle.Config.Text!.MaxPositions);
    }

    /// <summary>Reads a CLIP or LLaVA folder, as <c>model_type</c> in its <c>config.json</c> says.</summary>
    /// <param name="folder">A folder in Hugging Face's form; single file or shards.</param>
    /// <param name="precision">The precision of products.</param>
    /// <returns>The model. A LLaVA checkpoint holds no <c>visual_projection</c>; its tower's then stays zero.</returns>
    /// <exception cref="ModelConfigException">The configuration cannot be used.</exception>
    /// <exception cref="WeightMismatchException">The tensors are not exactly those of the configuration.</exception>
    public static ModelBundle Load(string folder, ComputePrecision precision = ComputePrecision.Float32)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, "config.json");
        string json = File.ReadAllText(path);
        string type = ConfigObject.Parse(json, path).OneOf("model_type", "", "clip", "llava");
        string preprocessor = Path.Combine(folder, "preprocessor_config.json");
        var normalization = ImageNormalization.FromJson(File.Exists(preprocessor) ? File.ReadAllText(preprocessor) : "{}", preprocessor);
        var bundle = new ModelBundle(type == "llava" ? Llava(json, path, normalization) : Clip(json, path, normalization), precision);
        try
        {
            using var scope = NewDisposeScope();
            Fill(bundle, WeightNames.Split(SafetensorsFolder.Read(folder)));
            return bundle;
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    private static ModelConfig Llava(string json, string path, ImageNormalization normalization)
    {
        var config = LlavaConfig.FromJson(json, path);
        return new ModelConfig(config.Vision, normalization, null, config);
    }

    private static ModelConfig Clip(string json, string path, ImageNormalization normalization)
    {
        var config = ClipConfig.FromJson(json, path);
        return new ModelConfig(config.Vision, normalization, config.Text);
    }

    private static void Fill(ModelBundle bundle, Dictionary<string, Dictionary<string, Tensor>> weights)
    {
        var vision = weights.GetValueOrDefault(ModelBundle.VisionComponent);
        if (bundle.Language is not null && vision is not null)
        {
            vision.TryAdd(VisualProjection, zeros(bundle.Config.Vision.ProjectionSize, bundle.Config.Vision.HiddenSize));
        }

        foreach (var (component, tensors) in weights)
        {
            bundle.LoadComponent(component, tensors);
        }

        foreach (string component in bundle.Components.Keys.Where(component => !weights.ContainsKey(component)))
        {
            throw new WeightMismatchException($"The checkpoint holds no tensor of '{component}'. Use the configuration it was made with.");
        }
    }

    private static void WriteProcessing(string folder, ModelBundle bundle, BpeTokenizer tokenizer, int maxLength)
    {
        Write(folder, "preprocessor_config.json", bundle.Config.Normalization.ToPreprocessorJson(bundle.Config.Vision.ImageSize));
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), tokenizer.ToJson(), new UTF8Encoding(false));
        Write(folder, "tokenizer_config.json", new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["bos_token"] = SpecialTokens.Bos,
            ["eos_token"] = SpecialTokens.Eos,
            ["pad_token"] = SpecialTokens.Pad,
            ["additional_special_tokens"] = new JsonArray(SpecialTokens.Image),
            ["model_max_length"] = maxLength,
            ["clean_up_tokenization_spaces"] = false,
        });
    }

    private static Dictionary<string, string> WithFormat(IReadOnlyDictionary<string, string>? metadata) =>
        new(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal) { ["format"] = "pt" };

    // Not flushed to the disk: an export can be made again at any time, and a busy disk would hold it up for seconds.
    private static void WriteWeights(string folder, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using FileStream file = File.Create(Path.Combine(folder, "model.safetensors"));
        SafetensorsFile.Write(file, tensors, metadata);
    }

    private static void Write(string folder, string name, JsonObject json) =>
        File.WriteAllText(Path.Combine(folder, name), json.ToJsonString(Indented) + "\n", new UTF8Encoding(false));
}
