using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>What a model carries beside its towers and decoder, and published forms of models do not know, as a folder of its own: <c>parts.json</c> with learned
/// prompt, safety modules and defence, and <c>&lt;part&gt;.safetensors</c> for each that keeps tensors. Adapters have PEFT's form (<see cref="LoraFolder"/>).</summary>
public static class PartsFolder
{
    private const string ConfigFile = "parts.json";

    private static readonly string[] Parts = [ModelBundle.PromptComponent, ModelBundle.SafetyComponent, ModelBundle.DefenceComponent];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Whether a model carries anything that goes here.</summary>
    public static bool HasParts(ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Prompt is not null || config.Safety is not null || config.Defence is not null;
    }

    /// <summary>Writes what a model carries.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="bundle">A model that carries something.</param>
    /// <exception cref="InvalidOperationException">It carries nothing.</exception>
    public static void Save(string folder, ModelBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (!HasParts(bundle.Config))
        {
            throw new InvalidOperationException("The model carries no prompt, safety modules or defence; there is nothing to write.");
        }

        JsonObject model = bundle.Config.ToJson();
        var json = new JsonObject(Parts.Where(model.ContainsKey).Select(part => KeyValuePair.Create(part, model[part]?.DeepClone())));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ConfigFile), json.ToJsonString(Indented) + "\n", new UTF8Encoding(false));
        foreach (string part in Parts.Where(bundle.Components.ContainsKey))
        {
            using FileStream file = File.Create(Weights(folder, part));
            SafetensorsFile.Write(file, bundle.SaveComponent(part), new Dictionary<string, string> { ["format"] = "pt" });
        }
    }

    /// <summary>Has a model carry what a folder holds.</summary>
    /// <param name="folder">A folder that <see cref="Save"/> wrote.</param>
    /// <param name="bundle">The model it was made for, without prompt and safety modules.</param>
    /// <exception cref="ModelConfigException">A part is malformed, or does not fit the model.</exception>
    /// <exception cref="WeightMismatchException">A tensor is missing, unknown, or of another shape.</exception>
    public static void Attach(string folder, ModelBundle bundle)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(bundle);
        string path = Path.Combine(folder, ConfigFile);
        var source = ConfigObject.Parse(File.ReadAllText(path), path);
        var attached = new List<string>();
        Add(ModelBundle.PromptComponent, part => bundle.AttachPrompt(LearnedPromptConfig.Read(part)));
        Add(ModelBundle.SafetyComponent, part => bundle.AttachSafety(SafetyModulesConfig.Read(part)));
        Add(ModelBundle.DefenceComponent, part => bundle.AttachDefence(DefenceConfig.Read(part)));
        foreach (string part in attached.Where(bundle.Components.ContainsKey))
        {
            using var scope = NewDisposeScope();
            bundle.LoadComponent(part, SafetensorsFile.Read(Weights(folder, part)));
        }

        void Add(string part, Action<ConfigObject> attach)
        {
            if (source.Object(part) is { } config)
            {
                attach(config);
                attached.Add(part);
            }
        }
    }

    private static string Weights(string folder, string part) => Path.Combine(folder, part + ".safetensors");
}
