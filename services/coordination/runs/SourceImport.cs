using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Coordination;

/// <summary>
/// Settles what a pipeline reads from outside, so that the run depends on bytes and not on a place or a name: files are brought into the
/// store, what has arrived is frozen, models of the registry are looked up.
/// </summary>
public sealed class SourceImport(StageCatalog catalog, IArtifactStore artifacts, ModelRegistry registry, ArrivalImport arrivals)
{
    /// <summary>The files and parts of models of all stages, by the role <c>source/&lt;stage&gt;/&lt;name&gt;</c>, in the pipeline's order.</summary>
    /// <exception cref="ArtifactException">A file can't be read.</exception>
    /// <exception cref="RegistryException">There is no such model, and nothing stands in for it.</exception>
    public async Task<IReadOnlyList<NamedArtifact>> ImportAsync(PipelineDefinition pipeline, CancellationToken cancellation)
    {
        var imported = new List<NamedArtifact>();
        foreach (PipelineStage stage in pipeline.Stages)
        {
            StageKind kind = catalog[stage.Kind];
            if (kind.Registered(stage.Parameters) is { } registered && await FindAsync(registered, cancellation) is { } version)
            {
                imported.AddRange(version.Parts.Select(part => part with { Role = $"source/{stage.Name}/{part.Role}" }));
            }
            if (kind.Arrivals(stage.Parameters) is { } place)
            {
                imported.AddRange(await arrivals.ImportAsync(stage.Name, place, cancellation));
            }
            foreach (SourceFile file in kind.Sources(stage.Parameters))
            {
                imported.Add(new NamedArtifact($"source/{stage.Name}/{file.Name}", await ImportAsync(stage, file, cancellation)));
            }
        }
        return imported;
    }

    async Task<ModelVersion?> FindAsync(RegisteredSource source, CancellationToken cancellation)
    {
        ModelReference reference = ModelReference.Parse(source.Model);
        ModelHistory model = await registry.ReadAsync(reference.Model, cancellation);
        return source.IsRequired || model.Has(reference) ? model[model.Resolve(reference)] : null;
    }

    async Task<ArtifactRef> ImportAsync(PipelineStage stage, SourceFile file, CancellationToken cancellation)
    {
        try
        {
            await using FileStream source = File.OpenRead(file.Path);
            return await artifacts.WriteAsync(MediaTypes.Binary, (target, c) => source.CopyToAsync(target, c), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new ArtifactException(
                $"{stage.Position} stage \"{stage.Name}\" reads {file.Path}, which can't be opened: {e.Message} "
                + "Install the data set (infra/setup.sh installs the default one), or correct the path.", e);
        }
    }
}
