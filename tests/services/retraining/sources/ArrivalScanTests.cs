using Azure.Storage.Blobs;
using Rampart.Artifacts.Arrivals;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Testing;
using Rampart.Triggers;

namespace Rampart.Retraining.Tests.Sources;

public sealed class ArrivalScanTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-arrivals-").FullName;
    readonly Inbox _inbox = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    ArrivalScan Scan(string place, string prefix = "", AzureStoreOptions? azure = null) =>
        new(new ArrivalPlaces(azure ?? new AzureStoreOptions()).Open(place, prefix), "toy", CauseChannels.Poller, _inbox);

    void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, text);
    }

    [Fact]
    public async Task A_file_that_grows_is_taken_once_it_has_stayed_as_it_is_and_again_when_it_changes()
    {
        ArrivalScan scan = Scan(_folder);
        Write("day-1/a", "x");
        Assert.Equal((0, true), (await scan.ScanAsync(default), scan.IsUnsettled));
        Write("day-1/a", "y");
        Assert.Equal((0, true), (await scan.ScanAsync(default), scan.IsUnsettled));
        Assert.Equal((1, false), (await scan.ScanAsync(default), scan.IsUnsettled));
        Assert.Equal(0, await scan.ScanAsync(default));
        Write("day-1/a", "z");
        Assert.Equal(0, await scan.ScanAsync(default));
        Assert.Equal(1, await scan.ScanAsync(default));
        Assert.Equal(["day-1/a", "day-1/a"], _inbox.Subjects);
    }

    [Fact]
    public async Task Hidden_files_links_and_other_prefixes_are_left_alone()
    {
        foreach (string name in new[] { "in/a", "in/.a.part", ".tmp/in/b", "out/c" })
        {
            Write(name, "x");
        }
        File.CreateSymbolicLink(Path.Combine(_folder, "in", "link"), "/etc/hostname");
        ArrivalScan scan = Scan(_folder, "in/");
        await scan.ScanAsync(default);
        await scan.ScanAsync(default);
        Assert.Equal(["in/a"], _inbox.Subjects);
    }

    [Fact]
    public async Task A_container_is_listed_and_a_blob_counts_once_and_again_when_it_is_overwritten()
    {
        AzuriteServer server = await AzuriteServer.Shared;
        var azure = new AzureStoreOptions { ConnectionString = server.ConnectionString };
        var container = new BlobContainerClient(server.ConnectionString, "incoming-scan");
        await container.CreateAsync();
        await container.UploadBlobAsync("new/a", BinaryData.FromString("x"));
        await container.UploadBlobAsync("old/b", BinaryData.FromString("x"));
        ArrivalScan scan = Scan(server.Container("incoming-scan") + "/new/", azure: azure);
        Assert.Equal((1, 0), (await scan.ScanAsync(default), await scan.ScanAsync(default)));

        await container.GetBlobClient("new/a").UploadAsync(BinaryData.FromString("y"), overwrite: true);
        await container.UploadBlobAsync("new/c", BinaryData.FromString("x"));
        Assert.Equal(2, await scan.ScanAsync(default));
        Assert.Equal(["new/a", "new/a", "new/c"], _inbox.Subjects.Order());
    }

    /// <summary>Keeps what is new.</summary>
    sealed class Inbox : ITriggerInbox
    {
        readonly Dictionary<string, TriggerCause> _causes = [];

        public IEnumerable<string> Subjects => _causes.Values.Select(cause => cause.Subject);

        public Task<int> AcceptAsync(string watch, IReadOnlyList<TriggerCause> causes, CancellationToken cancellation) =>
            Task.FromResult(causes.Count(cause => _causes.TryAdd(cause.Id, cause)));

        public Task<IReadOnlyList<WatchedPlace>> PlacesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<WatchedPlace>>([]);
    }
}
