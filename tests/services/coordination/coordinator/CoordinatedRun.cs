using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

/// <summary>A run on a real log, whose orders the test answers as it likes.</summary>
sealed class CoordinatedRun : IDisposable
{
    const string RunId = "toy-1";
    readonly string _root = Directory.CreateTempSubdirectory("rampart-coordination-").FullName;
    readonly StoreFolder _folder;
    readonly FileRunLogStore _logs;

    public CoordinatedRun()
    {
        _folder = StoreFolder.Open(_root);
        _logs = new FileRunLogStore(_folder, TimeProvider.System);
    }

    public static async Task<CoordinatedRun> Start()
    {
        var run = new CoordinatedRun();
        await run._logs.AppendAsync(RunId, 0, [Toy.Started], default);
        return run;
    }

    /// <summary>A coordinator that has just been started.</summary>
    public RunSession Session(int window = 3) =>
        new(RunId, _logs, Toy.Catalog, (_, _) => Task.FromResult(Toy.Read(Toy.Diamond)), window);

    public async Task<IReadOnlyList<RunEvent>> Log() => [.. (await _logs.ReadAsync(RunId, default)).Select(entry => entry.Event)];

    /// <summary>The results by stage and item, as the log tells them.</summary>
    public async Task<IReadOnlyList<string>> Results() =>
        [.. (await Log()).OfType<ItemCompleted>().Select(item => $"{item.Stage} {item.Item} {item.ExecutionKey}").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}

/// <summary>Keeps what the coordinator sends.</summary>
sealed class Outbox : ICoordinatorOutlet
{
    public List<WorkOrder> Orders { get; } = [];

    public List<RunFinished> Told { get; } = [];

    public Task OrderAsync(WorkOrder order, CancellationToken cancellation)
    {
        Orders.Add(order);
        return Task.CompletedTask;
    }

    public Task TellAsync(RunFinished finished, CancellationToken cancellation)
    {
        Told.Add(finished);
        return Task.CompletedTask;
    }
}
