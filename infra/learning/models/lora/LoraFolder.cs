using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Adapters as folders in the layout of Hugging Face's PEFT: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c> with names such as
/// <c>base_model.model.language_model.model.layers.0.self_attn.q_proj.lora_A.weight</c>.</summary>
public static class LoraFolder
{
    private const string ConfigFile = "adapter_config.json", WeightsFile = "adapter_model.safetensors", Prefix = "base_model.model.";

    // What would change the formula, with the values that leave it alone.
    private static readonly (string Key, string[] Harmless)[] Variants =
    [
        ("use_rslora", ["false"]), ("use_dora", ["false"]), ("fan_in_fan_out", ["false"]), ("bias", ["\"none\""]), ("modules_to_save", ["[]"]),
        ("rank_pattern", ["{}"]), ("alpha_pattern", ["{}"]),
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes a model's adapters.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="bundle">A model with adapters.</param>
    /// <param name="baseModel">Name or folder of the model without them, which PEFT loads first; or null.</param>
    /// <exception cref="InvalidOperationException">The model has no adapters.</exception>
    public static void Save(string folder, ModelBundle bundle, string? baseModel = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        LoraAdapters adapters = bundle.Lora ?? throw new InvalidOperationException("The model carries no adapters; there is nothing to write.");
        bool isLlava = bundle.Language is not null;
        var tensors = adapters.Weights().ToDictionary(entry => Prefix + PublishedName(entry.Key, isLlava), entry => (Tensor)entry.Value, StringComparer.Ordinal);
        var json = new JsonObject
        {
            ["peft_type"] = "LORA",
            ["task_type"] = null,
            ["base_model_name_or_path"] = baseModel,
            ["inference_mode"] = true,
            ["r"] = adapters.Config.Rank,
            ["lora_alpha"] = adapters.Config.Alpha,
            ["lora_dropout"] = adapters.Config.Dropout,
            ["target_modules"] = new JsonArray([.. Paths(tensors.Keys).Select(path => (JsonNode)path)]),
        };
        foreach ((string key, string[] harmless) in Variants)
        {
            json[key] = key == "modules_to_save" ? null : JsonNode.Parse(harmless[0]);
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ConfigFile), json.ToJsonString(Indented) + "\n", new UTF8Encoding(false));
        using FileStream file = File.Create(Path.Combine(folder, WeightsFile));
        SafetensorsFile.Write(file, tensors, new Dictionary<string, string> { ["format"] = "pt" });
    }

    /// <summary>Puts the adapters of a folder on a model.</summary>
    /// <param name="folder">A folder that PEFT or <see cref="Save"/> wrote.</param>
    /// <param name="bundle">The model they were made for, without adapters.</param>
    /// <exception cref="ModelConfigException">It is no plain LoRA, or names a linear map that the model does not have.</exception>
    /// <exception cref="WeightMismatchException">A tensor is missing, unknown, or of another shape.</exception>
    public static void Attach(string folder, ModelBundle bundle)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(bundle);
        string path = Path.Combine(folder, ConfigFile);
        var source = ConfigObject.Parse(File.ReadAllText(path), path);
        source.OneOf("peft_type", "LORA", "LORA");
        foreach ((string key, string[] harmless) in Variants.Where(variant => source.Json(variant.Key) is { } value && !variant.Harmless.Contains(value)))
        {
            throw source.Error(key, $"is {source.Json(key)}; only plain LoRA is known here ({harmless[0]}). Merge such adapters where they were made.");
        }

        using var scope = NewDisposeScope();
        var tensors = SafetensorsFile.Read(Path.Combine(folder, WeightsFile))
            .ToDictionary(entry => OwnName(entry.Key), entry => entry.Value, StringComparer.Ordinal);
        string[] targets = [.. Paths(tensors.Keys)];
        bundle.AttachLora(new LoraConfig(
            source.Count("r", 8),
            source.Positive("lora_alpha", 8),
            targets,
            [.. targets.Select(ModelParts.Host).Distinct()],
            source.Share("lora_dropout", 0)));
        try
        {
            bundle.LoadComponent(ModelBundle.LoraComponent, tensors);
        }
        catch
        {
            bundle.DetachLora();
            throw;
        }
    }

    private static IEnumerable<string> Paths(IEnumerable<string> names) =>
        names.Select(LoraAdapter.PathOf).Select(path => path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path).Distinct().Order(StringComparer.Ordinal);

    private static string PublishedName(string own, bool isLlava) =>
        isLlava && ModelParts.Host(own) == ModelPart.Tower ? WeightNames.InLlava(own) : own;

    private static string OwnName(string published)
    {
        string name = published.StartsWith(Prefix, StringComparison.Ordinal) ? published[Prefix.Length..] : published;
        return LoraAdapter.Owns(name) && WeightNames.Owner(name) is { } owner
            ? owner.Name
            : throw new WeightMismatchException($"'{published}' is no adapter of a CLIP or LLaVA model. Use a folder that PEFT wrote for one.");
    }
}
