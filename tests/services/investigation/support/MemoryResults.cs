using System.Collections.Concurrent;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation.Tests;

/// <summary>Manifests and execution records in memory.</summary>
sealed class MemoryResults : IResultStore
{
    public ConcurrentDictionary<string, ResultManifest> Manifests { get; } = [];

    public ConcurrentDictionary<string, ExecutionRecord> Records { get; } = [];

    public Task<ResultManifest?> FindManifestAsync(string executionKey, CancellationToken cancellation) => Task.FromResult(Manifests.GetValueOrDefault(executionKey));

    public Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation) => Task.FromResult(Records.GetValueOrDefault(executionKey));

    public Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation) =>
        throw new NotSupportedException("Whether the artifacts are intact is nobody's business here.");

    public Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation) => throw new NotSupportedException("Nothing here writes.");

    public Task RecordAsync(ExecutionRecord record, CancellationToken cancellation) => throw new NotSupportedException("Nothing here writes.");
}
