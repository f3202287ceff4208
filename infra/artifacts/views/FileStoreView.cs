using Rampart.Artifacts.Files;
using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>A store in a folder, to be looked at.</summary>
sealed class FileStoreView : IStoreView
{
    readonly StoreFolder _folder;

    public FileStoreView(string root, TimeProvider time)
    {
        _folder = StoreFolder.OpenToRead(root);
        var artifacts = new FileArtifactStore(_folder);
        Artifacts = new ReadOnlyArtifacts(artifacts);
        Results = new ReadOnlyResults(new FileResultStore(_folder, artifacts));
        Logs = new ReadOnlyLogs(new FileRunLogStore(_folder, time));
        Journal = new ReadOnlyJournal(new FileJournalStore(_folder));
    }

    public IArtifactStore Artifacts { get; }

    public IResultStore Results { get; }

    public IRunLogStore Logs { get; }

    public IJournalStore Journal { get; }

    public async Task<ArtifactState> VerifyAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        var file = new FileInfo(_folder.Blob(artifact.Digest));
        return !file.Exists ? ArtifactState.Missing
            : file.Length == artifact.Size && await FileArtifactStore.HasDigestAsync(file.FullName, artifact.Digest, cancellation) ? ArtifactState.Intact
            : ArtifactState.Damaged;
    }

    public async Task<ReadOnlyMemory<byte>?> ReadUnverifiedAsync(string digest, CancellationToken cancellation)
    {
        var file = new FileInfo(_folder.Blob(digest));
        return file.Exists && file.Length <= Array.MaxLength ? await File.ReadAllBytesAsync(file.FullName, cancellation) : (ReadOnlyMemory<byte>?)null;
    }

    public void Dispose() => _folder.Dispose();
}
