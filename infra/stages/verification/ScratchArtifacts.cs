using System.Collections.Concurrent;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>
/// Takes what a verification writes, which is stored nowhere: what is as expected is forgotten at once, what differs is kept in memory to be
/// compared. Everything else is read from the originals.
/// </summary>
/// <param name="originals">Where inputs are.</param>
/// <param name="expected">The digests of what is expected.</param>
sealed class ScratchArtifacts(IArtifactStore originals, IReadOnlySet<string> expected) : IArtifactStore
{
    readonly ConcurrentDictionary<string, byte[]> _different = new(StringComparer.Ordinal);

    public async Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        using var written = new MemoryStream();
        await write(written, cancellation);
        string digest = Digest.Of(written.GetBuffer().AsSpan(0, (int)written.Length));
        if (!expected.Contains(digest))
        {
            _different[digest] = written.ToArray();
        }
        return new ArtifactRef(digest, written.Length, mediaType);
    }

    public Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        Find(artifact) ?? originals.ReadAsync(artifact, cancellation);

    public Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        Find(artifact) ?? originals.InspectAsync(artifact, cancellation);

    public async Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        _different.ContainsKey(artifact.Digest) || await originals.ExistsAsync(artifact, cancellation);

    Task<ReadOnlyMemory<byte>>? Find(ArtifactRef artifact) =>
        _different.TryGetValue(artifact.Digest, out byte[]? bytes) ? Task.FromResult<ReadOnlyMemory<byte>>(bytes) : null;
}
