using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>Results by execution key: the cache, the commit point of every work item, and the lineage.</summary>
public interface IResultStore
{
    /// <summary>The result of this work, if it is there and all its artifacts are.</summary>
    Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation);

    /// <summary>The manifest alone: what was made once, whether or not its artifacts are still there. For looking back; never to answer work.</summary>
    Task<ResultManifest?> FindManifestAsync(string executionKey, CancellationToken cancellation);

    /// <summary>
    /// Stores a result unless one is there; returns the one that is there afterwards. If that is not the one that was given, whoever commits
    /// compares the two by what the stage declares.
    /// </summary>
    /// <exception cref="ArtifactException">An output is not in the store.</exception>
    Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation);

    /// <summary>Stores the circumstances of an execution beside its manifest (the first one stays).</summary>
    Task RecordAsync(ExecutionRecord record, CancellationToken cancellation);

    /// <summary>The circumstances of the execution that made the result, if recorded.</summary>
    Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation);
}
