using System.Text;
using System.Text.Json;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Defences as folders of their own, since published forms of models do not know them: <c>defence.json</c> and, for what keeps tensors,
/// <c>defence.safetensors</c>.</summary>
public static class DefenceFolder
{
    private const string ConfigFile = "defence.json", WeightsFile = "defence.safetensors";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes a model's defence.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="bundle">A model that carries one.</param>
    /// <exception cref="InvalidOperationException">It carries none.</exception>
    public static void Save(string folder, ModelBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        DefenceConfig defence = bundle.Config.Defence ?? throw new InvalidOperationException("The model carries no defence; there is nothing to write.");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ConfigFile), defence.ToJson().ToJsonString(Indented) + "\n", new UTF8Encoding(false));
        if (bundle.Components.ContainsKey(ModelBundle.DefenceComponent))
        {
            using FileStream file = File.Create(Path.Combine(folder, WeightsFile));
            SafetensorsFile.Write(file, bundle.SaveComponent(ModelBundle.DefenceComponent), new Dictionary<string, string> { ["format"] = "pt" });
        }
    }

    /// <summary>Has a model carry the defence of a folder.</summary>
    /// <param name="folder">A folder that <see cref="Save"/> wrote.</param>
    /// <param name="bundle">The model it was made for.</param>
    /// <exception cref="ModelConfigException">It is no defence, or does not fit the model.</exception>
    /// <exception cref="WeightMismatchException">A tensor is missing, unknown, or of another shape.</exception>
    public static void Attach(string folder, ModelBundle bundle)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(bundle);
        string path = Path.Combine(folder, ConfigFile);
        bundle.AttachDefence(DefenceConfig.Read(ConfigObject.Parse(File.ReadAllText(path), path)));
        if (bundle.Components.ContainsKey(ModelBundle.DefenceComponent))
        {
            using var scope = NewDisposeScope();
            bundle.LoadComponent(ModelBundle.DefenceComponent, SafetensorsFile.Read(Path.Combine(folder, WeightsFile)));
        }
    }
}
