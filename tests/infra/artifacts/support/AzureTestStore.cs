using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Rampart.Artifacts.Azure;
using Rampart.Testing;

namespace Rampart.Artifacts.Tests;

/// <summary>A store in a container of its own.</summary>
sealed class AzureTestStore : TestStore
{
    readonly AzuriteServer _server;
    readonly string _container;
    readonly AzureContainer _client;
    readonly LocalFolder _local;
    readonly TimeProvider _time;
    readonly bool _owner;

    AzureTestStore(AzuriteServer server, string container, BlobClientOptions client, AzureStoreOptions options, TimeProvider time, bool owner)
    {
        (_server, _container, _time, _owner) = (server, container, time, owner);
        _client = new AzureContainer(AzureConnection.Open(new Uri(server.Container(container)), options, client));
        _local = new LocalFolder(options.CacheFolder);
        var artifacts = new AzureArtifactStore(_client, options, _local, time);
        (Artifacts, Results) = (artifacts, new AzureResultStore(_client, artifacts));
        Documents = new AzureDocumentStore(_client);
        (Logs, Claims) = (new AzureRunLogStore(_client, time, MostBlocks), new AzureClaimStore(_client, time, AzureClaimStore.DefaultLease));
    }

    /// <summary>How many blocks a segment of a log takes here.</summary>
    public const int MostBlocks = 5;

    /// <summary>How many blocks a segment of the journal takes here.</summary>
    public const int MostJournalBlocks = 20;

    public override IArtifactStore Artifacts { get; }

    public override IResultStore Results { get; }

    public override IRunLogStore Logs { get; }

    public override IDocumentStore Documents { get; }

    public override IClaimStore Claims { get; }

    public override IJournalStore Journal => new AzureJournalStore(_client, MostJournalBlocks);

    /// <summary>The container as the service's own client sees it.</summary>
    public BlobContainerClient Raw => new(_server.ConnectionString, _container);

    /// <summary>The container as the store sees it.</summary>
    internal AzureContainer Client => _client;

    /// <summary>Opens a container that nobody else has, on the server that the tests share unless another one is given.</summary>
    /// <param name="server">Another server.</param>
    /// <param name="faults">What happens to requests.</param>
    /// <param name="cacheBytes">The size of the cache; 0 for none.</param>
    /// <param name="time">Another clock.</param>
    public static async Task<AzureTestStore> OpenAsync(
        AzuriteServer? server = null, Faults? faults = null, long cacheBytes = 0, TimeProvider? time = null) =>
        Open(server ?? await AzuriteServer.Shared, $"test-{Guid.NewGuid():N}", faults, cacheBytes, null, time);

    public override TestStore OpenAgain() => OpenAgain(null);

    public override async Task<IReadOnlyList<string>> SnapshotAsync()
    {
        var blobs = new List<string>();
        await foreach (var blob in Raw.GetBlobsAsync())
        {
            blobs.Add($"{blob.Name} {blob.Properties.ETag} {blob.Properties.LastModified:O} {blob.Properties.ContentLength}");
        }
        return blobs;
    }

    public override IStoreView View() => StoreView.Open(
        StoreLocation.Parse(_server.Container(_container)), new AzureStoreOptions { ConnectionString = _server.ConnectionString, CacheFolder = _local.Root, CacheBytes = 0 }, _time);

    /// <summary>The same container and cache as another process sees them, or one with another cache.</summary>
    public AzureTestStore OpenAgain(Faults? faults, long cacheBytes = 0, string? cacheFolder = null) =>
        Open(_server, _container, faults, cacheBytes, cacheFolder ?? _local.Root, _time);

    /// <summary>The folder of the cache.</summary>
    public string CacheFolder => _local.Root;

    public override async Task<IReadOnlyList<string>> NamesAsync()
    {
        var names = new List<string>();
        if (await Raw.ExistsAsync())
        {
            await foreach (var blob in Raw.GetBlobsAsync())
            {
                names.Add(blob.Name);
            }
        }
        return names;
    }

    public override async Task OverwriteAsync(string name, byte[] bytes)
    {
        await Raw.CreateIfNotExistsAsync();
        await DeleteAsync(name);
        if (name.StartsWith("runs/", StringComparison.Ordinal))
        {
            AppendBlobClient log = Raw.GetAppendBlobClient(name);
            await log.CreateAsync();
            foreach (byte[] block in bytes.Chunk(4 << 20))
            {
                await log.AppendBlockAsync(new MemoryStream(block));
            }
        }
        else
        {
            await Raw.UploadBlobAsync(name, new MemoryStream(bytes));
        }
    }

    public override Task DeleteAsync(string name) => Raw.DeleteBlobIfExistsAsync(name);

    public override string LogName(string runId) => BlobNames.Segment(runId, 0);

    public override ValueTask DisposeAsync()
    {
        _local.Dispose();
        _client.Dispose();
        if (_owner && Directory.Exists(CacheFolder))
        {
            Directory.Delete(CacheFolder, recursive: true);
        }
        return ValueTask.CompletedTask;
    }

    static AzureTestStore Open(AzuriteServer server, string container, Faults? faults, long cacheBytes, string? folder, TimeProvider? time)
    {
        BlobClientOptions client = AzureConnection.DefaultOptions();
        client.Retry.MaxRetries = 2;
        client.Retry.Delay = client.Retry.MaxDelay = TimeSpan.FromMilliseconds(10);
        if (faults is not null)
        {
            client.AddPolicy(faults, HttpPipelinePosition.PerRetry);
        }
        var options = new AzureStoreOptions
        {
            ConnectionString = server.ConnectionString,
            CacheFolder = folder ?? Directory.CreateTempSubdirectory("rampart-cache-").FullName,
            CacheBytes = cacheBytes,
            BlockBytes = 1 << 16,
            Parallel = 4,
        };
        return new AzureTestStore(server, container, client, options, time ?? TimeProvider.System, owner: folder is null);
    }
}
