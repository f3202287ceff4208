using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Brings the files that a pipeline reads into the store, so that the run depends on their bytes and not on their place.</summary>
public sealed class SourceImport(StageCatalog catalog, IArtifactStore artifacts)
{
    /// <summary>The files of all stages, by the role <c>source/&lt;stage&gt;/&lt;file&gt;</c>, in the pipeline's order.</summary>
    /// <exception cref="ArtifactException">A file can't be read.</exception>
    public async Task<IReadOnlyList<NamedArtifact>> ImportAsync(PipelineDefinition pipeline, CancellationToken cancellation)
    {
        var imported = new List<NamedArtifact>();
        foreach (PipelineStage stage in pipeline.Stages)
        {
            foreach (SourceFile file in catalog[stage.Kind].Sources(stage.Parameters))
            {
                imported.Add(new NamedArtifact($"source/{stage.Name}/{file.Name}", await ImportAsync(stage, file, cancellation)));
            }
        }
        return imported;
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
