using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>A store in a container, to be looked at. What is read may be kept in this machine's cache, which is no part of the store.</summary>
sealed class AzureStoreView : IStoreView
{
    readonly AzureContainer _container;
    readonly LocalFolder _local;
    readonly BlockDownload _download;

    public AzureStoreView(Uri container, AzureStoreOptions options, TimeProvider time)
    {
        _container = new AzureContainer(AzureConnection.Open(container, options, AzureConnection.DefaultOptions()), readOnly: true);
        _local = new LocalFolder(options.CacheFolder);
        _download = new BlockDownload(_container, options);
        var artifacts = new AzureArtifactStore(_container, options, _local, time);
        Artifacts = new ReadOnlyArtifacts(artifacts);
        Results = new ReadOnlyResults(new AzureResultStore(_container, artifacts));
        Logs = new ReadOnlyLogs(new AzureRunLogStore(_container, time));
        Journal = new ReadOnlyJournal(new AzureJournalStore(_container));
    }

    public IArtifactStore Artifacts { get; }

    public IResultStore Results { get; }

    public IRunLogStore Logs { get; }

    public IJournalStore Journal { get; }

    public async Task<ArtifactState> VerifyAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        string name = BlobNames.Blob(artifact.Digest);
        BlobProperties? there = await _container.FindAsync(name, cancellation);
        return there is null ? ArtifactState.Missing
            : there.ContentLength == artifact.Size && (await _download.DigestAsync(name, cancellation))?.Digest == artifact.Digest ? ArtifactState.Intact
            : ArtifactState.Damaged;
    }

    public async Task<ReadOnlyMemory<byte>?> ReadUnverifiedAsync(string digest, CancellationToken cancellation)
    {
        string name = BlobNames.Blob(digest);
        return await _container.FindAsync(name, cancellation) is { } there && there.ContentLength <= Array.MaxLength
            && (await _download.ReadAsync(name, there.ContentLength, cancellation))?.Bytes is { } bytes
                ? bytes
                : (ReadOnlyMemory<byte>?)null;
    }

    public void Dispose()
    {
        _local.Dispose();
        _container.Dispose();
    }
}
