using System.Collections.Concurrent;
using System.Globalization;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>Finds artifacts whose stored bytes are not the recorded ones. Every artifact is looked at once.</summary>
public sealed class InputCheck(IStoreView originals)
{
    readonly ConcurrentDictionary<string, Lazy<Task<ArtifactState>>> _states = new(StringComparer.Ordinal);

    /// <summary>Those of the artifacts that are damaged or missing, in order.</summary>
    public async Task<IReadOnlyList<DamagedArtifact>> FindAsync(IEnumerable<NamedArtifact> artifacts, CancellationToken cancellation)
    {
        var damaged = new List<DamagedArtifact>();
        foreach (NamedArtifact named in artifacts)
        {
            ArtifactState state = await StateAsync(named.Artifact, cancellation);
            if (state != ArtifactState.Intact)
            {
                damaged.Add(new DamagedArtifact(named.Role, named.Artifact, await DescribeAsync(named.Artifact, state, cancellation), null));
            }
        }
        return damaged;
    }

    Task<ArtifactState> StateAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        _states.GetOrAdd(artifact.Digest, _ => new Lazy<Task<ArtifactState>>(() => originals.VerifyAsync(artifact, cancellation))).Value;

    async Task<string> DescribeAsync(ArtifactRef artifact, ArtifactState state, CancellationToken cancellation)
    {
        if (state == ArtifactState.Missing || await originals.ReadUnverifiedAsync(artifact.Digest, cancellation) is not { } bytes)
        {
            return "it is missing from the store.";
        }
        string size = bytes.Length == artifact.Size
            ? "the store holds other bytes under this digest"
            : string.Create(CultureInfo.InvariantCulture, $"the store holds {bytes.Length} bytes under this digest instead of {artifact.Size}");
        return Form.Defect(artifact.MediaType, bytes) is { } defect ? $"{size}; {defect}." : $"{size}.";
    }
}
