namespace Rampart.Artifacts;

/// <summary>Artifacts by their digests alone, as streams: for whoever passes on what may be larger than memory.</summary>
public interface IBlobStreams
{
    /// <summary>Opens what is stored under a digest; null when nothing is.</summary>
    /// <exception cref="ArtifactException">The text is no digest.</exception>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    Task<StoredBlob?> OpenAsync(string digest, CancellationToken cancellation);
}

/// <summary>What is stored under a digest.</summary>
/// <param name="Content">Its bytes; can seek. Read from the first byte to the last they are verified: other bytes than those that were stored end in an <see cref="IOException"/>.</param>
/// <param name="MediaType">What the bytes are; null where the store does not keep that.</param>
public sealed record StoredBlob(Stream Content, string? MediaType);
