using Azure.Storage.Blobs;

namespace Rampart.Artifacts.Azure;

/// <summary>A store in a container of Azure Blob Storage, or of an emulator of it.</summary>
public sealed class AzureStore : IDisposable
{
    readonly AzureContainer _container;
    readonly LocalFolder _local;

    /// <summary>
    /// Opens the store. Nothing is sent: the first use connects, and creates the container if it is absent and the credential may do that.
    /// </summary>
    /// <param name="container">The container; with a connection string only its last segment counts, the rest of the address is the connection string's.</param>
    /// <param name="options">Secrets, cache and transfer sizes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="client">How requests are sent; the house's own settings unless given.</param>
    /// <exception cref="ArtifactException">Location or secrets can't be used.</exception>
    public AzureStore(Uri container, AzureStoreOptions options, TimeProvider time, BlobClientOptions? client = null)
    {
        _container = new AzureContainer(AzureConnection.Open(container, options, client ?? AzureConnection.DefaultOptions()));
        _local = new LocalFolder(options.CacheFolder);
        var artifacts = new AzureArtifactStore(_container, options, _local, time);
        Artifacts = artifacts;
        Blobs = new AzureBlobStreams(_container);
        Results = new AzureResultStore(_container, artifacts);
        Logs = new AzureRunLogStore(_container, time);
        Documents = new AzureDocumentStore(_container);
        Claims = new AzureClaimStore(_container, time, AzureClaimStore.DefaultLease);
        Journal = new AzureJournalStore(_container);
    }

    /// <summary>The artifacts.</summary>
    public IArtifactStore Artifacts { get; }

    /// <summary>The artifacts as streams.</summary>
    public IBlobStreams Blobs { get; }

    /// <summary>The results.</summary>
    public IResultStore Results { get; }

    /// <summary>The run logs.</summary>
    public IRunLogStore Logs { get; }

    /// <summary>The documents.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>The claims.</summary>
    public IClaimStore Claims { get; }

    /// <summary>The message journal.</summary>
    public IJournalStore Journal { get; }

    /// <summary>Gives up what this process has on the local disk; the cache stays.</summary>
    public void Dispose()
    {
        _local.Dispose();
        _container.Dispose();
    }
}
