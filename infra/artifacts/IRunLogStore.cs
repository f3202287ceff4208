using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>One append-only log per run, with compare-and-append.</summary>
public interface IRunLogStore
{
    /// <summary>Appends an event if the log has exactly <paramref name="expectedLength"/> entries.</summary>
    /// <returns>Whether it was appended; false when somebody else was faster.</returns>
    Task<bool> AppendAsync(string runId, long expectedLength, RunEvent runEvent, CancellationToken cancellation);

    /// <summary>All entries of a run in order; empty when there is no such run. A torn last line (a crash while appending) is not an entry.</summary>
    Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation);

    /// <summary>The ids of all runs, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation);
}
