using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;
using Rampart.Testing;

namespace Rampart.Coordination.Tests.Coordination;

/// <summary>A run on a real log, whose orders the test answers as it likes.</summary>
sealed class CoordinatedRun : IDisposable
{
    const string RunId = "toy-1";
    readonly string _pipeline;

    CoordinatedRun(string pipeline)
    {
        _pipeline = pipeline;
        Logs = new WatchedLogs(Store.Logs);
    }

    public static async Task<CoordinatedRun> Start(string pipeline = Toy.Diamond, RunStarted? started = null)
    {
        var run = new CoordinatedRun(pipeline);
        await run.Store.Logs.AppendAsync(RunId, 0, [started ?? Toy.Started], default);
        return run;
    }

    public TemporaryStore Store { get; } = new();

    public WatchedLogs Logs { get; }

    public IgnoredMessages Ignored { get; } = new();

    public ManualTime Time { get; } = new();

    public static TimeSpan Patience => TimeSpan.FromMinutes(10);

    /// <summary>A coordinator that has just been started.</summary>
    public RunSession Session(int window = 3) => new(
        new RunView(RunId, Logs, Toy.Catalog, (_, _) => Task.FromResult(Toy.Read(_pipeline))),
        Store.Results,
        Store.Promotion,
        new Credit(window),
        Ignored,
        Patience,
        Time);

    public Task<IReadOnlyList<RunEvent>> Log() => Store.Log(RunId);

    /// <summary>The results by stage and item, as the log tells them.</summary>
    public async Task<IReadOnlyList<string>> Results() =>
        [.. (await Log()).OfType<ItemCompleted>().Select(item => $"{item.Stage} {item.Item} {item.ExecutionKey}").Order(StringComparer.Ordinal)];

    public void Dispose() => Store.Dispose();
}

static class RunSessionExtensions
{
    public static Task<bool> TakeUp(this RunSession session, Outbox outbox) => session.TryAdvanceAsync(new RunMessage.TakeUp(), outbox, default);

    public static Task<bool> Take(this RunSession session, Outbox outbox, RunEvent happened, int? generation = null) =>
        session.TryAdvanceAsync(new RunMessage.Happened(happened, generation), outbox, default);
}
