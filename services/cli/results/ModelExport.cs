using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Reporting;
using Rampart.Reporting.Cards;
using Rampart.Safetensors;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Cli.Results;

/// <summary>Writes a model as a folder in Hugging Face's form, with its card.</summary>
sealed class ModelExport(IArtifactStore artifacts)
{
    const string CardName = "README.md", AdapterFolder = "adapter", PartsFolderName = "parts";
    static readonly string[] Extras = [AdapterFolder, PartsFolderName];

    /// <summary>Writes the model into a folder, which takes the place of one that is there. Adapters are merged into the model's weights,
    /// and also written on their own, in PEFT's layout, into a folder of their own; so are a learned prompt,
    /// safety modules and a defence, which Hugging Face's form does not know.</summary>
    /// <param name="model">The model.</param>
    /// <param name="results">The run that made it, for the card.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="extras">Where the folders <c>adapter</c> and <c>parts</c> go, in place of those that are there; into the model's folder unless given.</param>
    /// <param name="cancellation">Gives up; a folder that was there stays.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="ArtifactException">A part of the model is missing or damaged.</exception>
    public async Task<string> WriteAsync(ModelParts model, RunResults results, string folder, string? extras, CancellationToken cancellation)
    {
        string full = Path.GetFullPath(folder);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}");
        Clear(temporary);
        bool answers = await ExportAsync(model, results.Run, temporary, cancellation);
        await File.WriteAllTextAsync(Path.Combine(temporary, CardName), ModelCard.Render(model.Name, answers, results), cancellation);
        foreach (string name in extras is null ? [] : Extras)
        {
            Replace(Path.Combine(temporary, name), Path.Combine(extras!, name));
        }
        Replace(temporary, full);
        return folder;
    }

    async Task<bool> ExportAsync(ModelParts model, RunIdentity run, string folder, CancellationToken cancellation)
    {
        Dictionary<string, ArtifactRef> parts = model.Parts.ToDictionary(part => part.Role, part => part.Artifact);
        ModelConfig config = ModelConfig.FromJson(await TextAsync(parts[StageModel.ConfigRole], cancellation), StageModel.ConfigRole);
        BpeTokenizer tokenizer = BpeTokenizer.FromJson(await TextAsync(parts[StageModel.TokenizerRole], cancellation), StageModel.TokenizerRole);
        using var bundle = new ModelBundle(config);
        foreach (string component in bundle.Components.Keys)
        {
            ReadOnlyMemory<byte> bytes = await artifacts.ReadAsync(parts[component], cancellation);
            using var scope = NewDisposeScope();
            bundle.LoadComponent(component, SafetensorsFile.Read(bytes, component));
        }
        var provenance = new Dictionary<string, string>
        {
            ["rampart.run"] = run.Id,
            ["rampart.pipeline"] = run.PipelineDigest,
            ["rampart.code_version"] = run.CodeVersion,
        };
        if (bundle.Lora is not null)
        {
            // The folder is the whole model, adapters included; beside it they stand apart.
            LoraFolder.Save(Path.Combine(folder, AdapterFolder), bundle);
            bundle.MergeLora();
        }
        if (PartsFolder.HasParts(bundle.Config))
        {
            PartsFolder.Save(Path.Combine(folder, PartsFolderName), bundle);
        }
        if (bundle.Language is null)
        {
            ModelFolder.ExportClip(folder, bundle, tokenizer, provenance);
            return false;
        }
        ModelFolder.ExportLlava(folder, bundle, tokenizer, provenance);
        return true;
    }

    async Task<string> TextAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        Encoding.UTF8.GetString((await artifacts.ReadAsync(artifact, cancellation)).Span);

    // The folder that is made takes the place of the one that is there, if any; so does one that was not made.
    static void Replace(string made, string place)
    {
        Clear(place);
        if (Directory.Exists(made))
        {
            Directory.Move(made, place);
        }
    }

    static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
