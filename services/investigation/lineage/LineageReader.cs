using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;

namespace Rampart.Investigation;

/// <summary>Follows an artifact back to the data that arrived. Reads manifests alone, so it works also when artifacts are gone, and changes nothing.</summary>
/// <param name="store">What runs have left behind.</param>
public sealed class LineageReader(RecordedStore store)
{
    /// <summary>The lineage of an artifact.</summary>
    public async Task<Lineage> ReadAsync(FoundArtifact found, CancellationToken cancellation)
    {
        var makers = new RunMakers(found.Run);
        var graph = new LineageGraph(makers, found.Run);
        int target = graph.Add(found.Role, found.Artifact, reader: null);
        while (graph.TakeWaiting() is { Count: > 0 } waiting)
        {
            await foreach ((ItemCompleted item, (ResultManifest? Manifest, ExecutionRecord? Record) read) in ReadAhead.ReadAsync(waiting, ReadAsync, cancellation))
            {
                graph.Add(item, read.Manifest, read.Record);
            }
        }
        (IReadOnlyList<LineageArtifact> artifacts, IReadOnlyList<LineageStep> steps) = graph.Ordered();
        await foreach ((LineageArtifact artifact, bool exists) in ReadAhead.ReadAsync(
            artifacts, (artifact, c) => store.Artifacts.ExistsAsync(artifact.Artifact, c), cancellation))
        {
            artifact.IsGone = !exists;
        }
        var damage = new List<JournalDamage>();
        await new MessageTrails(store.Journal).FillAsync(found.Run.Id, steps, damage.Add, cancellation);
        int offering = makers.Offering(found.Artifact.Digest);
        return new Lineage(found.Run, target, artifacts, steps, Math.Max(0, artifacts[target].Maker is null ? offering : offering - 1), damage);
    }

    async Task<(ResultManifest? Manifest, ExecutionRecord? Record)> ReadAsync(ItemCompleted item, CancellationToken cancellation) => (
        await store.Results.FindManifestAsync(item.ExecutionKey, cancellation), await store.Results.FindRecordAsync(item.ExecutionKey, cancellation));
}
