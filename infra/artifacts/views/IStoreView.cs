using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>
/// A store that somebody only looks at. Whatever is found in it, damage too, nothing of it is created, changed or removed: afterwards it is
/// the same, byte for byte.
/// </summary>
public interface IStoreView : IDisposable
{
    /// <summary>The artifacts. Writing one throws.</summary>
    IArtifactStore Artifacts { get; }

    /// <summary>The results. Committing one throws.</summary>
    IResultStore Results { get; }

    /// <summary>The run logs. Appending to one throws.</summary>
    IRunLogStore Logs { get; }

    /// <summary>The segments of the message journal. Creating or deleting one throws.</summary>
    IJournalStore Journal { get; }

    /// <summary>Looks at an artifact's stored bytes, past any cache and without keeping them.</summary>
    Task<ArtifactState> VerifyAsync(ArtifactRef artifact, CancellationToken cancellation);

    /// <summary>What is stored under an artifact's digest, whatever that is; null when nothing is, or more than an array holds.</summary>
    Task<ReadOnlyMemory<byte>?> ReadUnverifiedAsync(string digest, CancellationToken cancellation);
}
