using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>The outputs of two items side by side.</summary>
static class OutputPairs
{
    /// <summary>By role, in the order of the first; what only the second has comes last. Where they part is not said yet.</summary>
    public static IReadOnlyList<ArtifactReport> Of(IReadOnlyList<NamedArtifact> there, IReadOnlyList<NamedArtifact> here)
    {
        Dictionary<string, ArtifactRef> right = here.DistinctBy(output => output.Role).ToDictionary(output => output.Role, output => output.Artifact);
        return
        [
            .. there.DistinctBy(output => output.Role)
                .Select(output => new ArtifactReport(output.Role, output.Artifact, right.Remove(output.Role, out ArtifactRef? counterpart) ? counterpart : null, null)),
            .. here.Where(output => right.Remove(output.Role)).Select(output => new ArtifactReport(output.Role, null, output.Artifact, null)),
        ];
    }
}
