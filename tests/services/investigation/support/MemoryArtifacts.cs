using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation.Tests;

/// <summary>Artifacts in memory; nothing can be written.</summary>
sealed class MemoryArtifacts : IArtifactStore
{
    readonly Dictionary<string, byte[]> _blobs = [];

    public ArtifactRef Add(string mediaType, ReadOnlySpan<byte> bytes)
    {
        string digest = Digest.Of(bytes);
        _blobs[digest] = bytes.ToArray();
        return new ArtifactRef(digest, bytes.Length, mediaType);
    }

    public void Lose(ArtifactRef artifact) => _blobs.Remove(artifact.Digest);

    public Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation) => _blobs.TryGetValue(artifact.Digest, out byte[]? bytes)
        ? Task.FromResult<ReadOnlyMemory<byte>>(bytes)
        : throw new ArtifactGoneException(artifact, $"Artifact {artifact.Digest} is missing.");

    public Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) => Task.FromResult(_blobs.ContainsKey(artifact.Digest));

    public Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        InspectAsync(artifact, cancellation);

    public Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        throw new NotSupportedException("Nothing here writes.");
}
