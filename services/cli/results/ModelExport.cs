using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Safetensors;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Cli.Results;

/// <summary>Writes the model of a run as a folder in Hugging Face's form.</summary>
sealed class ModelExport(IArtifactStore artifacts)
{
    const string FolderName = "model", AdapterFolder = "adapter";

    /// <summary>Writes the model of the stage <paramref name="published"/> into <paramref name="runFolder"/>; returns its folder, or null when there is none.
    /// Adapters are merged into the model's weights, and also written on their own, in PEFT's layout, into a folder beside the model's.</summary>
    /// <exception cref="ArtifactException">A part of the model is missing or damaged.</exception>
    public async Task<string?> WriteAsync(RunReading run, string? published, string runFolder, CancellationToken cancellation)
    {
        Dictionary<string, ArtifactRef>? parts = run.Items.Where(item => item.Stage == published)
            .Select(item => item.Outputs.ToDictionary(output => output.Role, output => output.Artifact))
            .FirstOrDefault(outputs => outputs.ContainsKey(StageModel.ConfigRole) && outputs.ContainsKey(StageModel.TokenizerRole));
        if (parts is null)
        {
            return null;
        }
        string folder = Path.Combine(runFolder, FolderName), temporary = Path.Combine(runFolder, $".{FolderName}");
        Clear(temporary);
        Clear(Path.Combine(runFolder, AdapterFolder));
        await ExportAsync(run, parts, temporary, Path.Combine(runFolder, AdapterFolder), cancellation);
        Clear(folder);
        Directory.Move(temporary, folder);
        return folder;
    }

    async Task ExportAsync(
        RunReading run, Dictionary<string, ArtifactRef> parts, string folder, string adapterFolder, CancellationToken cancellation)
    {
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
            ["rampart.pipeline"] = run.Started.Pipeline.Digest,
            ["rampart.code_version"] = run.Started.CodeVersion,
        };
        if (bundle.Lora is not null)
        {
            // The folder is the whole model, adapters included; beside it they stand apart.
            LoraFolder.Save(adapterFolder, bundle);
            bundle.MergeLora();
        }
        if (bundle.Language is not null)
        {
            ModelFolder.ExportLlava(folder, bundle, tokenizer, provenance);
        }
        else
        {
            ModelFolder.ExportClip(folder, bundle, tokenizer, provenance);
        }
    }

    async Task<string> TextAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        Encoding.UTF8.GetString((await artifacts.ReadAsync(artifact, cancellation)).Span);

    static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
