using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>One append-only log per run, with compare-and-append.</summary>
public interface IRunLogStore
{
    /// <summary>Appends events, all or none, if the log has exactly <paramref name="expectedLength"/> entries.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="expectedLength">How many entries the log must have.</param>
    /// <param name="events">At least one event, 4 MiB of text at most. They are one write, however many they are.</param>
    /// <param name="cancellation">Gives up waiting; whether the events were appended is then unknown.</param>
    /// <returns>Whether they were appended; false when somebody else was faster.</returns>
    /// <exception cref="StoreUnavailableException">Whether they were appended is unknown: read the log before appending again.</exception>
    Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation);

    /// <summary>All entries of a run in order; empty when there is no such run. A torn last line (a crash while appending) is not an entry.</summary>
    Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation);

    /// <summary>The last entry of a run, without reading the whole log; null when there is no such run.</summary>
    Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation);

    /// <summary>The ids of all runs, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation);
}
