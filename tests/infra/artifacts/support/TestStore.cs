using System.Text;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

/// <summary>A store of one test, as its users see it, and what lies under it.</summary>
public abstract class TestStore : IAsyncDisposable
{
    public abstract IArtifactStore Artifacts { get; }

    public abstract IResultStore Results { get; }

    public abstract IRunLogStore Logs { get; }

    public abstract IDocumentStore Documents { get; }

    public abstract IClaimStore Claims { get; }

    public abstract IJournalStore Journal { get; }

    /// <summary>The names of all things in the store, as in <c>results/aa/KEY.json</c>, without locks and temporary files.</summary>
    public abstract Task<IReadOnlyList<string>> NamesAsync();

    /// <summary>Replaces what is under a name, behind the store's back; nobody can tell by its date.</summary>
    public abstract Task OverwriteAsync(string name, byte[] bytes);

    /// <summary>Deletes what is under a name, behind the store's back.</summary>
    public abstract Task DeleteAsync(string name);

    /// <summary>The name under which the last part of a run's log is.</summary>
    public abstract string LogName(string runId);

    /// <summary>Everything in the store, locks and temporary files too, each with its state.</summary>
    public abstract Task<IReadOnlyList<string>> SnapshotAsync();

    /// <summary>The same store, to be looked at.</summary>
    public abstract IStoreView View();

    /// <summary>The same store as another process sees it: nothing is remembered.</summary>
    public abstract TestStore OpenAgain();

    public abstract ValueTask DisposeAsync();

    public Task<ArtifactRef> WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task<ArtifactRef> WriteAsync(byte[] bytes) =>
        Artifacts.WriteAsync(MediaTypes.JsonLines, async (stream, c) => await stream.WriteAsync(bytes, c), default);

    public async Task<string> ReadAsync(ArtifactRef artifact) => Encoding.UTF8.GetString((await Artifacts.ReadAsync(artifact, default)).Span);

    public static string BlobName(ArtifactRef artifact) => $"blobs/sha256/{artifact.Digest[..2]}/{artifact.Digest}";
}
