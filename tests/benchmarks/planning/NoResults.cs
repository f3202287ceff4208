using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Benchmarks;

/// <summary>A store without results: nothing is overdue in a benchmark, and nothing is lost.</summary>
sealed class NoResults : IResultStore
{
    public Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation) => Task.FromResult<ResultManifest?>(null);

    public Task<ResultManifest?> FindManifestAsync(string executionKey, CancellationToken cancellation) => Task.FromResult<ResultManifest?>(null);

    public Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation) => Task.FromResult(manifest);

    public Task RecordAsync(ExecutionRecord record, CancellationToken cancellation) => Task.CompletedTask;

    public Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation) => Task.FromResult<ExecutionRecord?>(null);
}
