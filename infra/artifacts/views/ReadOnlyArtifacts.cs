using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>Artifacts that are only read.</summary>
sealed class ReadOnlyArtifacts(IArtifactStore inner) : IArtifactStore
{
    public Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        throw ReadOnly.Refuse();

    public Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation) => inner.InspectAsync(artifact, cancellation);

    public Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation) => inner.InspectAsync(artifact, cancellation);

    public Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) => inner.ExistsAsync(artifact, cancellation);
}

/// <summary>What is said to whoever writes all the same.</summary>
static class ReadOnly
{
    public static InvalidOperationException Refuse() => new("This store was opened to be read only; write to another one.");
}
