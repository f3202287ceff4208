using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>Says where stored bytes part from the ones that should be there, once those are to be had.</summary>
/// <param name="originals">Where the damaged bytes are.</param>
/// <param name="sandbox">Where the right ones may be: made again by their item, or read from the file that they came from.</param>
public sealed class DamageLocation(IStoreView originals, Sandbox sandbox)
{
    /// <summary>The damage with its first byte, tensor or field, where the sandbox has the right bytes; "there" are the recorded bytes, "here" the stored ones.</summary>
    public async Task<DamagedArtifact> LocateAsync(DamagedArtifact damaged, CancellationToken cancellation)
    {
        ArtifactRef artifact = damaged.Artifact;
        return sandbox.Holds(artifact) && await originals.ReadUnverifiedAsync(artifact.Digest, cancellation) is { } stored
            ? damaged with { First = ArtifactComparison.Compare(artifact.MediaType, await sandbox.ReadAsync(artifact, cancellation), stored) }
            : damaged;
    }
}
