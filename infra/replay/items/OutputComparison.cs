using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>Compares the outputs of two executions. Bytes are read only where digests differ, two artifacts at a time.</summary>
/// <param name="there">Where the recorded artifacts are read from.</param>
/// <param name="here">Where the others are read from.</param>
public sealed class OutputComparison(IArtifactStore there, IArtifactStore here)
{
    /// <summary>Compares output by output, by role, in the recorded order; what was not recorded comes last.</summary>
    public async Task<IReadOnlyList<ArtifactReport>> CompareAsync(
        IReadOnlyList<NamedArtifact> recorded, IReadOnlyList<NamedArtifact> replayed, CancellationToken cancellation)
    {
        Dictionary<string, ArtifactRef> found = replayed.ToDictionary(output => output.Role, output => output.Artifact, StringComparer.Ordinal);
        var reports = new List<ArtifactReport>();
        foreach (NamedArtifact output in recorded)
        {
            reports.Add(found.Remove(output.Role, out ArtifactRef? counterpart)
                ? new ArtifactReport(output.Role, output.Artifact, counterpart, await FirstAsync(output.Artifact, counterpart, cancellation))
                : new ArtifactReport(output.Role, output.Artifact, null, null));
        }
        reports.AddRange(replayed.Where(output => found.ContainsKey(output.Role)).Select(output => new ArtifactReport(output.Role, null, output.Artifact, null)));
        return reports;
    }

    async Task<Difference?> FirstAsync(ArtifactRef recorded, ArtifactRef replayed, CancellationToken cancellation)
    {
        if (recorded.Digest == replayed.Digest)
        {
            return null;
        }
        if (recorded.MediaType != replayed.MediaType)
        {
            return new StructureDifference($"it is {recorded.MediaType} there and {replayed.MediaType} here");
        }
        try
        {
            return ArtifactComparison.Compare(recorded.MediaType, await there.InspectAsync(recorded, cancellation), await here.InspectAsync(replayed, cancellation));
        }
        catch (ArtifactGoneException e)
        {
            return new StructureDifference($"the two have different digests, and one of them can't be read: {e.Message}");
        }
    }
}
