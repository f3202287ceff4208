using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Coordination.Tests;

/// <summary>Counts how a log store is used, and lets a test hold its writes.</summary>
sealed class WatchedLogs(IRunLogStore logs) : IRunLogStore
{
    int _reads;
    int _writes;

    public int Reads => _reads;

    public int Writes => _writes;

    /// <summary>What every write waits for; nothing unless given.</summary>
    public Task MayWrite { get; set; } = Task.CompletedTask;

    /// <summary>Makes every use fail, as a disk or a container that is away.</summary>
    public bool IsAway { get; set; }

    public async Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        await MayWrite;
        Interlocked.Increment(ref _writes);
        return await Store().AppendAsync(runId, expectedLength, events, cancellation);
    }

    public Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return Store().ReadAsync(runId, cancellation);
    }

    public Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => Store().LastAsync(runId, cancellation);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => Store().ListAsync(cancellation);

    IRunLogStore Store() => IsAway ? throw new IOException("The store is away.") : logs;
}
