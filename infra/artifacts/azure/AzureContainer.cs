using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Rampart.Artifacts.Azure;

/// <summary>The container of a store. It is created by whoever first uses it, if it is absent and the credential may do that.</summary>
sealed class AzureContainer : IDisposable
{
    readonly BlobContainerClient _client;
    readonly SemaphoreSlim _gate = new(1, 1);
    volatile bool _ready;

    public AzureContainer(BlobContainerClient client, bool readOnly = false)
    {
        _client = client;
        _ready = readOnly; // it is not created then
        Place = client.Uri.GetLeftPart(UriPartial.Path);
    }

    /// <summary>The container's address, without secrets.</summary>
    public string Place { get; }

    public BlockBlobClient BlockBlob(string name) => _client.GetBlockBlobClient(name);

    public AppendBlobClient AppendBlob(string name) => _client.GetAppendBlobClient(name);

    /// <summary>Where a blob is, for messages.</summary>
    public string PlaceOf(string name) => $"{Place}/{name}";

    /// <summary>Creates the container unless it is there.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (_ready)
        {
            return;
        }
        await _gate.WaitAsync(cancellation);
        try
        {
            if (!_ready)
            {
                await TranslateAsync("creating the container", CreateAsync, cancellation);
                _ready = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Talks to the server and translates its faults.</summary>
    /// <param name="doing">What is being done, as in "reading NAME".</param>
    /// <param name="call">Sends requests. No local file is touched in it: an <see cref="IOException"/> here is the network's.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The server can't be reached at the moment.</exception>
    /// <exception cref="ArtifactException">Access is refused, or the container is missing.</exception>
    public async Task<T> CallAsync<T>(string doing, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        await EnsureAsync(cancellation);
        return await TranslateAsync(doing, call, cancellation);
    }

    /// <summary>A blob's properties; null when there is no such blob.</summary>
    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellation) => CallAsync(
        $"looking for {name}",
        async c =>
        {
            try
            {
                return (await BlockBlob(name).GetPropertiesAsync(cancellationToken: c)).Value;
            }
            catch (RequestFailedException e) when (e.IsMissingBlob())
            {
                return (BlobProperties?)null;
            }
        },
        cancellation);

    /// <summary>All blobs whose names begin with the prefix, in ordinal order.</summary>
    public Task<IReadOnlyList<BlobItem>> ListAsync(string prefix, CancellationToken cancellation) => CallAsync<IReadOnlyList<BlobItem>>(
        $"listing {prefix}",
        async c =>
        {
            var found = new List<BlobItem>();
            await foreach (BlobItem item in _client.GetBlobsAsync(prefix: prefix, cancellationToken: c))
            {
                found.Add(item);
            }
            return found;
        },
        cancellation);

    /// <summary>Some of the blobs whose names begin with the prefix, in ordinal order, for a container with more than fit in memory.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="continuation">Where the page before ended; null for the first one.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<Page<BlobItem>> PageAsync(string prefix, string? continuation, CancellationToken cancellation) => CallAsync(
        $"listing {prefix}",
        async c =>
        {
            await foreach (Page<BlobItem> page in _client.GetBlobsAsync(prefix: prefix, cancellationToken: c).AsPages(continuation))
            {
                return page;
            }
            return Page<BlobItem>.FromValues([], null, null!);
        },
        cancellation);

    public void Dispose() => _gate.Dispose();

    async Task<bool> CreateAsync(CancellationToken cancellation)
    {
        try
        {
            await _client.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 403)
        {
            // A token may be good for the container's blobs alone. If it is good for nothing, the first use of a blob says so.
        }
        return true;
    }

    async Task<T> TranslateAsync<T>(string doing, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call(cancellation);
        }
        catch (Exception e) when (
            !(e is OperationCanceledException && cancellation.IsCancellationRequested) && AzureFaults.Translate(e, doing, Place) is { } fault)
        {
            throw fault;
        }
    }
}
