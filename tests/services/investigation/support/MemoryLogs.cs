using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation.Tests;

/// <summary>Run logs in memory, an entry per second.</summary>
sealed class MemoryLogs : IRunLogStore
{
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    readonly SortedDictionary<string, List<RunLogEntry>> _runs = new(StringComparer.Ordinal);

    /// <summary>How often a log was read whole.</summary>
    public int Reads { get; private set; }

    public void Add(string runId, params IEnumerable<RunEvent> events)
    {
        if (!_runs.TryGetValue(runId, out List<RunLogEntry>? log))
        {
            log = _runs[runId] = [];
        }
        foreach (RunEvent next in events)
        {
            log.Add(new RunLogEntry(log.Count, Start.AddSeconds(log.Count), next));
        }
    }

    public Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation)
    {
        Reads++;
        return Task.FromResult<IReadOnlyList<RunLogEntry>>([.. _runs.GetValueOrDefault(runId) ?? []]);
    }

    public Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) =>
        Task.FromResult(_runs.GetValueOrDefault(runId)?.LastOrDefault());

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([.. _runs.Keys]);

    public Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation) =>
        throw new NotSupportedException("Nothing here writes.");
}
