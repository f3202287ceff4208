using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Safetensors;

namespace Rampart.Investigation;

/// <summary>Compares two models tensor by tensor.</summary>
/// <param name="artifacts">Where the models of stages are.</param>
public sealed class ModelComparison(IArtifactStore artifacts)
{
    const string Tensors = ".safetensors", FolderComponent = "model";

    /// <summary>Compares the models that two stages made.</summary>
    /// <exception cref="ArtifactException">A part is missing or damaged.</exception>
    public async Task<ModelDifference> CompareAsync(DiffSubject.OfModel there, DiffSubject.OfModel here, CancellationToken cancellation)
    {
        var components = new List<ComponentDifference>();
        var files = new List<FileDifference>();
        foreach (ArtifactReport pair in OutputPairs.Of(there.Parts, here.Parts))
        {
            if ((pair.There ?? pair.Here)!.MediaType == MediaTypes.Safetensors)
            {
                components.Add(new ComponentDifference(pair.Role, await TensorsAsync(pair, cancellation)));
            }
            else
            {
                ArtifactReport complete = await new ArtifactReports(artifacts).CompleteAsync(pair, cancellation);
                files.Add(new FileDifference(pair.Role, pair.IsEqual, complete.First));
            }
        }
        return new ModelDifference(components, files);
    }

    /// <summary>Compares two models in folders, as they are exported.</summary>
    /// <exception cref="InvestigationException">A folder has no files of tensors.</exception>
    /// <exception cref="ArtifactException">A file is damaged.</exception>
    public static ModelDifference Compare(DiffSubject.OfFolder there, DiffSubject.OfFolder here)
    {
        using TensorSet one = Open(there.Folder), other = Open(here.Folder);
        IEnumerable<string> names = Names(there.Folder).Union(Names(here.Folder)).Order(StringComparer.Ordinal);
        return new ModelDifference(
            [new ComponentDifference(FolderComponent, TensorTable.Compare(one, other))], [.. names.Select(name => File(name, there.Folder, here.Folder))]);
    }

    async Task<IReadOnlyList<TensorChange>> TensorsAsync(ArtifactReport pair, CancellationToken cancellation)
    {
        using TensorSet there = await OpenAsync(pair.There, cancellation), here = pair.IsEqual ? there : await OpenAsync(pair.Here, cancellation);
        return TensorTable.Compare(there, here);
    }

    async Task<TensorSet> OpenAsync(ArtifactRef? part, CancellationToken cancellation)
    {
        if (part is null)
        {
            return TensorSet.Empty;
        }
        try
        {
            return TensorSet.Of(await artifacts.InspectAsync(part, cancellation), part.Digest);
        }
        catch (SafetensorsException e)
        {
            throw new ArtifactException($"Artifact {part.Digest} should hold tensors: {e.Message}", e);
        }
    }

    static TensorSet Open(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*" + Tensors).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new InvestigationException($"the folder {Shown.Of(folder)} has no {Tensors} files, so it is no model's. `rampart report RUN` exports one.");
        }
        try
        {
            return TensorSet.Open(files);
        }
        catch (SafetensorsException e)
        {
            throw new ArtifactException($"A model can't be read: {e.Message}.", e);
        }
    }

    static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder).Where(file => !file.EndsWith(Tensors, StringComparison.Ordinal)).Select(file => Path.GetFileName(file));

    static FileDifference File(string name, string there, string here)
    {
        (string left, string right) = (Path.Combine(there, name), Path.Combine(here, name));
        if (!System.IO.File.Exists(left) || !System.IO.File.Exists(right))
        {
            return new FileDifference(name, IsEqual: false, null);
        }
        string mediaType = name.EndsWith(".json", StringComparison.Ordinal) ? MediaTypes.Json : MediaTypes.Binary;
        Difference? first = ArtifactComparison.Compare(mediaType, System.IO.File.ReadAllBytes(left), System.IO.File.ReadAllBytes(right));
        return new FileDifference(name, first is null, first);
    }
}
