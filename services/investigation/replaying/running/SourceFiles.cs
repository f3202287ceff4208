using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>
/// Brings the bytes of damaged source files into the sandbox from where they once came from, if that file is still the same. Sources are made
/// by no item, so nothing else could tell where the stored ones are damaged.
/// </summary>
sealed class SourceFiles(ReplayContext context)
{
    /// <summary>Looks for a file behind each of the damaged artifacts.</summary>
    public async Task RestoreAsync(RecordedRun run, IEnumerable<DamagedArtifact> damaged, CancellationToken cancellation)
    {
        HashSet<string> wanted = [.. damaged.Select(damage => damage.Artifact.Digest)];
        List<NamedArtifact> sources = [.. run.Started.Sources.Where(source => wanted.Contains(source.Artifact.Digest))];
        if (sources.Count == 0)
        {
            return;
        }
        PipelineDefinition pipeline = await run.PipelineAsync(context.Store, context.Pipelines, [], cancellation);
        foreach (PipelineStage stage in pipeline.Stages)
        {
            foreach (SourceFile file in context.Catalog[stage.Kind].Sources(stage.Parameters))
            {
                if (sources.Find(source => source.Role == $"source/{stage.Name}/{file.Name}") is { } source)
                {
                    await RestoreAsync(source.Artifact, file.Path, cancellation);
                }
            }
        }
    }

    async Task RestoreAsync(ArtifactRef artifact, string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != artifact.Size)
        {
            return;
        }
        await using FileStream content = file.OpenRead();
        ArtifactRef copy = await context.Sandbox.WriteAsync(artifact.MediaType, (stream, c) => content.CopyToAsync(stream, c), cancellation);
        if (copy.Digest != artifact.Digest)
        {
            context.Sandbox.Drop(copy);
        }
    }
}
