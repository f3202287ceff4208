using Rampart.Artifacts;
using Rampart.Replay;

namespace Rampart.Investigation;

/// <summary>Says of pairs of artifacts where they part first.</summary>
sealed class ArtifactReports(IArtifactStore artifacts)
{
    /// <summary>The pair with its first difference. Where an artifact is gone, only the digests tell.</summary>
    public async Task<ArtifactReport> CompleteAsync(ArtifactReport pair, CancellationToken cancellation)
    {
        if (pair.IsEqual || pair is not { There: { } there, Here: { } here } || there.MediaType != here.MediaType)
        {
            return pair;
        }
        try
        {
            return pair with
            {
                First = ArtifactComparison.Compare(
                    there.MediaType, await artifacts.InspectAsync(there, cancellation), await artifacts.InspectAsync(here, cancellation)),
            };
        }
        catch (ArtifactGoneException)
        {
            return pair;
        }
    }
}
