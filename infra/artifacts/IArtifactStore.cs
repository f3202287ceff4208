using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>Immutable bytes named by their SHA-256. A blob is either wholly there or not at all, also after a crash.</summary>
public interface IArtifactStore
{
    /// <summary>Stores what <paramref name="write"/> writes; bytes that are already there are not stored twice.</summary>
    Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <summary>Reads an artifact whole, verified against its digest and size.</summary>
    /// <exception cref="ArtifactGoneException">It is missing, or its bytes are not the ones that were stored; those are removed.</exception>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation);

    /// <summary>Reads an artifact as <see cref="ReadAsync"/> does, and leaves the store as it is whatever it finds. For looking back.</summary>
    /// <exception cref="ArtifactGoneException">It is missing, or its bytes are not the ones that were stored.</exception>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation);

    /// <summary>Whether the artifact is there, with its size (the digest is verified on reading).</summary>
    Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation);
}
