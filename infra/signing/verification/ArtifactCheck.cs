using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Signing;

/// <summary>Checks artifacts, each once.</summary>
sealed class ArtifactCheck(IArtifactStore artifacts, bool deep, List<BrokenLink> broken)
{
    readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>How many were checked.</summary>
    public int Count => _seen.Count;

    /// <summary>Checks one; <paramref name="what"/> says what it is.</summary>
    public async Task CheckAsync(ArtifactRef artifact, string what, CancellationToken cancellation)
    {
        if (!_seen.Add(artifact.Digest))
        {
            return;
        }
        if (!deep)
        {
            if (!await artifacts.ExistsAsync(artifact, cancellation))
            {
                Break(artifact, what, "it is missing, or has another size");
            }
            return;
        }
        try
        {
            await artifacts.InspectAsync(artifact, cancellation);
        }
        catch (ArtifactException e)
        {
            Break(artifact, what, e.Message);
        }
    }

    void Break(ArtifactRef artifact, string what, string problem) => broken.Add(new BrokenLink($"artifact {artifact.Digest} ({what})", problem));
}
