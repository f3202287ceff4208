using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>Results as block blobs <c>results/&lt;2&gt;/&lt;key&gt;.json</c>, created once and never changed.</summary>
/// <remarks>Whether an output is there is asked of the server by its name and size; whoever reads it and finds it damaged removes it.</remarks>
sealed class AzureResultStore(AzureContainer container, AzureArtifactStore artifacts) : IResultStore
{
    // A manifest may name thousands of outputs; so many questions are under way at once.
    const int Parallelism = 8;
    readonly AzureDocuments _documents = new(container);

    public async Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation) =>
        await FindManifestAsync(executionKey, cancellation) is { } manifest && await FindMissingAsync(manifest, cancellation) is null ? manifest : null;

    public async Task<ResultManifest?> FindManifestAsync(string executionKey, CancellationToken cancellation) =>
        StoreDocuments.Manifest(await _documents.ReadAsync(BlobNames.Manifest(executionKey), cancellation), executionKey);

    public async Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation)
    {
        string name = BlobNames.Manifest(manifest.ExecutionKey);
        if (await FindMissingAsync(manifest, cancellation) is { } missing)
        {
            throw StoreDocuments.NotStored(manifest, missing);
        }
        return await _documents.CreateAsync(name, manifest, bytes => StoreDocuments.Manifest(bytes, manifest.ExecutionKey), cancellation);
    }

    public Task RecordAsync(ExecutionRecord record, CancellationToken cancellation) => _documents.CreateAsync(
        BlobNames.ExecutionRecord(record.ExecutionKey), record, bytes => StoreDocuments.Record(bytes, record.ExecutionKey), cancellation);

    public async Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation) =>
        StoreDocuments.Record(await _documents.ReadAsync(BlobNames.ExecutionRecord(executionKey), cancellation), executionKey);

    async Task<NamedArtifact?> FindMissingAsync(ResultManifest manifest, CancellationToken cancellation)
    {
        NamedArtifact? missing = null;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = enough.Token };
        try
        {
            await Parallel.ForEachAsync(manifest.Outputs, parallel, async (output, c) =>
            {
                if (!await artifacts.ExistsAsync(output.Artifact, c))
                {
                    missing = output;
                    await enough.CancelAsync();
                }
            });
        }
        catch (OperationCanceledException) when (missing is not null && !cancellation.IsCancellationRequested)
        {
            // One that is missing is enough.
        }
        return missing;
    }
}
