using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Stages;

namespace Rampart.Investigation;

/// <summary>Finds what a user wants to compare.</summary>
/// <param name="store">What runs have left behind.</param>
public sealed class DiffSubjectReader(RecordedStore store)
{
    /// <summary>
    /// Reads what was given: a folder of a model, a file, a run, <c>RUN:stage</c> (the model of a stage), <c>RUN:stage/item</c> (a result),
    /// <c>RUN:stage/item:role</c> (an artifact), an execution key (a result), or a digest or its beginning (an artifact).
    /// </summary>
    /// <exception cref="InvestigationException">It is none of these, or there is no such thing.</exception>
    public async Task<DiffSubject> ReadAsync(string text, CancellationToken cancellation)
    {
        if (Directory.Exists(text))
        {
            return new DiffSubject.OfFolder(text);
        }
        if (File.Exists(text))
        {
            return new DiffSubject.OfArtifact(text, MediaTypeOf(text), async c => await File.ReadAllBytesAsync(text, c));
        }
        if (text.Split(':') is [var run, var place])
        {
            return await PartAsync(await RunReading.FindAsync(store.Logs, run, cancellation), place, cancellation);
        }
        if (text == RunReading.Latest || (RunIds.IsValid(text) && await store.Logs.LastAsync(text, cancellation) is not null))
        {
            return new DiffSubject.OfRun(await RunReading.FindAsync(store.Logs, text, cancellation));
        }
        if (Digest.IsValid(text) && await store.Results.FindManifestAsync(text, cancellation) is { } manifest)
        {
            return new DiffSubject.OfResult(text, manifest.Work, manifest, manifest.Outputs);
        }
        return await ArtifactAsync(text, cancellation);
    }

    async Task<DiffSubject> ArtifactAsync(string text, CancellationToken cancellation)
    {
        ArtifactAddress address;
        try
        {
            address = await ArtifactAddress.ReadAsync(text, cancellation);
        }
        catch (InvestigationException)
        {
            throw new InvestigationException(
                $"\"{Shown.Of(text)}\" is nothing that can be compared. Give a run (`rampart runs` lists them), the model of a stage as RUN:stage, a result as RUN:stage/item or "
                + "by its execution key, an artifact as RUN:stage/item:role or by its digest, a file, or the folder of an exported model.");
        }
        FoundArtifact found = await new ArtifactFinder(store.Logs, store.Results).FindAsync(address, cancellation);
        return new DiffSubject.OfArtifact(text, found.Artifact.MediaType, c => store.Artifacts.InspectAsync(found.Artifact, c));
    }

    async Task<DiffSubject> PartAsync(RunReading run, string place, CancellationToken cancellation)
    {
        if (run.Items.Any(item => item.Stage == place))
        {
            return Model(run, place);
        }
        int slash = place.LastIndexOf('/');
        var id = new ItemId(place[..Math.Max(0, slash)], place[(slash + 1)..]);
        ItemCompleted item = run.Items.FirstOrDefault(item => item.Stage == id.Stage && item.Item == id.Item)
            ?? throw new InvestigationException($"run {run.Id} has no result of a stage or item \"{Shown.Of(place)}\". `rampart show {run.Id}` lists them.");
        ResultManifest? manifest = await store.Results.FindManifestAsync(item.ExecutionKey, cancellation);
        return new DiffSubject.OfResult($"{run.Id}:{place}", manifest?.Work, manifest, item.Outputs);
    }

    static DiffSubject.OfModel Model(RunReading run, string stage)
    {
        IReadOnlyList<NamedArtifact> outputs = run.Items.Where(item => item.Stage == stage)
            .Select(item => item.Outputs).LastOrDefault(outputs => outputs.Any(output => output.Role == StageModel.ConfigRole))
            ?? throw new InvestigationException(
                $"stage \"{stage}\" of run {run.Id} made no model. To compare one of its results, name the item: {run.Id}:{stage}/ITEM.");
        string[] parts = [.. StageModel.Components, StageModel.ConfigRole, StageModel.TokenizerRole];
        return new DiffSubject.OfModel($"{run.Id}:{stage}", [.. outputs.Where(output => parts.Contains(output.Role))]);
    }

    static string MediaTypeOf(string file) => Path.GetExtension(file) switch
    {
        ".safetensors" => MediaTypes.Safetensors,
        ".json" => MediaTypes.Json,
        ".jsonl" => MediaTypes.JsonLines,
        ".yaml" or ".yml" => MediaTypes.Yaml,
        _ => MediaTypes.Binary,
    };
}
