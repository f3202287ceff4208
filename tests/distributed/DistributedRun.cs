using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Contracts;
using Rampart.Hosting;
using Rampart.Registry;
using Rampart.Testing;

namespace Rampart.Distributed.Tests;

/// <summary>A run on a cluster, watched through its log.</summary>
sealed class DistributedRun : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    readonly Cluster _cluster;
    readonly ServiceProvider _store;
    readonly IRunLogStore _logs;

    DistributedRun(Cluster cluster, string id)
    {
        (_cluster, Id) = (cluster, id);
        _store = new ServiceCollection()
            .AddRampartStore(new RampartOptions
            {
                Store = cluster.Environment["Rampart__Store"],
                Azure = new AzureStoreOptions { ConnectionString = cluster.Environment["Rampart__Azure__ConnectionString"], CacheBytes = 0 },
            })
            .BuildServiceProvider();
        _logs = _store.GetRequiredService<IRunLogStore>();
    }

    public string Id { get; }

    /// <summary>The registry of the cluster's store.</summary>
    public ModelRegistry Registry => new(_store.GetRequiredService<IDocumentStore>(), TimeProvider.System);

    /// <summary>Submits a pipeline.</summary>
    public static async Task<DistributedRun> SubmitAsync(Cluster cluster, params string[] arguments)
    {
        ToolResult submitted = await cluster.RunAsync(["submit", .. arguments]);
        Assert.True(submitted.ExitCode == 0, submitted.Errors);
        return new DistributedRun(cluster, submitted.Output.Trim());
    }

    /// <summary>Returns the log as soon as it is as wanted; fails with what the services said when that takes too long.</summary>
    public async Task<IReadOnlyList<RunLogEntry>> LogAsync(string what, Func<IReadOnlyList<RunLogEntry>, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        IReadOnlyList<RunLogEntry> log = [];
        while (true)
        {
            try
            {
                log = await _logs.ReadAsync(Id, patience.Token);
                if (wanted(log))
                {
                    return log;
                }
                await Task.Delay(Look, patience.Token);
            }
            catch (IOException)
            {
                // The blob server may be among what was killed.
                await Task.Delay(Look, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Run {Id} did not come to this: {what}. Its log has {log.Count} entries, the last {log.LastOrDefault()}.\n{_cluster.Tails}");
            }
        }
    }

    public Task<IReadOnlyList<RunLogEntry>> EndAsync() =>
        LogAsync("its end", log => log is [.., { Event: RunCompleted or RunFailed or RunCancelled }]);

    /// <summary>Stage, item, role and digest of every artifact.</summary>
    public async Task<IReadOnlyList<string>> ArtifactsAsync()
    {
        ToolResult shown = await _cluster.RunAsync("show", Id, "--json");
        Assert.True(shown.ExitCode == 0, shown.Errors);
        return Workplace.ArtifactsOf(shown.Output);
    }

    public void Dispose() => _store.Dispose();
}
