using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Cli.Tests;

/// <summary>Run logs in memory, begun with a start; each look at the last entry first does what the test says.</summary>
sealed class MemoryLogs : IRunLogStore
{
    readonly Dictionary<string, List<RunLogEntry>> _runs = [];

    /// <summary>Called before each look.</summary>
    public Action BeforeLook { get; set; } = () => { };

    public void Add(string runId, params RunEvent[] events)
    {
        if (!_runs.TryGetValue(runId, out List<RunLogEntry>? log))
        {
            log = _runs[runId] = [];
            Append(log, new RunStarted(runId, new ArtifactRef(new string('0', 64), 1, MediaTypes.Yaml), [], "cpu-float32", "test"));
        }
        Array.ForEach(events, next => Append(log, next));
    }

    public Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RunLogEntry>>([.. _runs.GetValueOrDefault(runId, [])]);

    public Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation)
    {
        BeforeLook();
        return Task.FromResult(_runs.GetValueOrDefault(runId, []).LastOrDefault());
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([.. _runs.Keys.Order(StringComparer.Ordinal)]);

    public Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation) =>
        throw new NotSupportedException("Nothing here writes.");

    static void Append(List<RunLogEntry> log, RunEvent next) => log.Add(new RunLogEntry(log.Count, DateTimeOffset.UnixEpoch.AddSeconds(log.Count), next));
}
