using Azure.Storage.Blobs;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Testing;
using Rampart.Triggers;

namespace Rampart.Distributed.Tests;

/// <summary>Triggered runs over a real broker and a real blob server, with services that are killed in between.</summary>
public sealed class TriggeredRunTests
{
    const string Watch = "tiny";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Uploads_and_requests_start_exactly_the_right_runs_though_every_service_that_decides_is_killed_in_between()
    {
        using var place = new Workplace();
        await using Cluster cluster = await Cluster.StartAsync(
            ToolProcess.Tiny, "preprocessing", "mining", "training", "coordination", "retraining", "retraining");
        var incoming = new BlobContainerClient(cluster.Blobs.ConnectionString, "incoming");
        await incoming.CreateAsync();
        await File.AppendAllTextAsync(place.Pipeline, $$"""

            triggers:
              on: [{ name: data-arrived, place: "{{cluster.Blobs.Container("incoming")}}", prefix: new/, poll_seconds: 0.5 }]
              debounce_seconds: 1
            """);
        Assert.Equal(0, (await cluster.RunAsync("watch-data", place.Pipeline, "--register")).ExitCode);
        using var store = new AzureStore(
            new Uri(cluster.Blobs.Container("rampart")), new AzureStoreOptions { ConnectionString = cluster.Blobs.ConnectionString, CacheFolder = Path.Combine(place.Folder, "cache") }, TimeProvider.System);
        using var log = new WatchLog(store.Documents, TimeProvider.System, Watch);

        await UploadAsync(incoming, "new/a", "new/b", "old/c");
        await Until(log, cluster, state => state.Accepted > 0);
        Kill(cluster, "retraining");
        await UploadAsync(incoming, "new/d");
        await Until(log, cluster, state => state.Runs.Any(run => run.Begun));
        Kill(cluster, "coordination");
        Kill(cluster, "retraining");
        Assert.Equal(0, (await cluster.RunAsync("trigger", Watch, "--why", "a test")).ExitCode);
        WatchState end = await Until(log, cluster, state => state is { Accepted: 4, Pending.IsEmpty: true, UnderWay: null });

        Assert.Equal(4, end.Runs.Sum(run => run.Causes));
        foreach (TriggeredRun run in end.Runs)
        {
            Assert.True(run.Outcome == "completed", $"{run}: {(await store.Logs.LastAsync(run.RunId, default))?.Event}\n{cluster.Tails}");
        }
        Assert.Equal(end.Runs.Select(run => run.RunId).Order(), (await store.Logs.ListAsync(default)).Order());
        var causes = new List<string>();
        foreach (TriggeredRun run in end.Runs)
        {
            RunTrigger trigger = Assert.IsType<RunStarted>((await store.Logs.ReadAsync(run.RunId, default))[0].Event).Trigger!;
            causes.AddRange(trigger.First.Select(cause => cause.Kind == CauseKinds.Manual ? "asked" : cause.Subject));
        }
        Assert.Equal(["asked", "new/a", "new/b", "new/d"], causes.Order(StringComparer.Ordinal));
    }

    static void Kill(Cluster cluster, string service)
    {
        foreach (ServiceProcess process in cluster.Services.Where(process => process.Service == service))
        {
            process.Kill();
        }
    }

    static async Task UploadAsync(BlobContainerClient container, params string[] names)
    {
        foreach (string name in names)
        {
            await container.UploadBlobAsync(name, BinaryData.FromString(name));
        }
    }

    static async Task<WatchState> Until(WatchLog log, Cluster cluster, Func<WatchState, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            WatchState state = await log.ReadAsync(default);
            if (holds(state))
            {
                return state;
            }
            Assert.False(patience.IsCancellationRequested, $"{state}\n{cluster.Tails}");
            await Task.Delay(Pause);
        }
    }
}
