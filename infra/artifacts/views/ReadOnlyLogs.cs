using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>Run logs that are only read.</summary>
sealed class ReadOnlyLogs(IRunLogStore inner) : IRunLogStore
{
    public Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation) => throw ReadOnly.Refuse();

    public Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation) => inner.ReadAsync(runId, cancellation);

    public Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => inner.LastAsync(runId, cancellation);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => inner.ListAsync(cancellation);
}
