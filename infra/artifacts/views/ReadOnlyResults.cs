using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>Results that are only read.</summary>
sealed class ReadOnlyResults(IResultStore inner) : IResultStore
{
    public Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation) => inner.FindAsync(executionKey, cancellation);

    public Task<ResultManifest?> FindManifestAsync(string executionKey, CancellationToken cancellation) => inner.FindManifestAsync(executionKey, cancellation);

    public Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation) => throw ReadOnly.Refuse();

    public Task RecordAsync(ExecutionRecord record, CancellationToken cancellation) => throw ReadOnly.Refuse();

    public Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation) => inner.FindRecordAsync(executionKey, cancellation);
}
