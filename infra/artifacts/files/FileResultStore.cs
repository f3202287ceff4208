using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Files;

/// <summary>Results as files <c>results/&lt;2&gt;/&lt;key&gt;.json</c>, created once and never changed.</summary>
public sealed class FileResultStore(StoreFolder folder, FileArtifactStore artifacts) : IResultStore
{
    /// <inheritdoc/>
    public async Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation)
    {
        if (await FindManifestAsync(executionKey, cancellation) is not { } manifest)
        {
            return null;
        }
        foreach (NamedArtifact output in manifest.Outputs)
        {
            // A damaged artifact counts as missing, so that the work is done again and the artifact written anew.
            if (!await artifacts.IsIntactAsync(output.Artifact, cancellation))
            {
                return null;
            }
        }
        return manifest;
    }

    /// <inheritdoc/>
    public async Task<ResultManifest?> FindManifestAsync(string executionKey, CancellationToken cancellation) =>
        StoreDocuments.Manifest(await ReadAsync(folder.Manifest(executionKey), cancellation), executionKey);

    /// <inheritdoc/>
    public async Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation)
    {
        foreach (NamedArtifact output in manifest.Outputs)
        {
            if (!await artifacts.ExistsAsync(output.Artifact, cancellation))
            {
                throw StoreDocuments.NotStored(manifest, output);
            }
        }
        return await CreateAsync(
            folder.Manifest(manifest.ExecutionKey), manifest, bytes => StoreDocuments.Manifest(bytes, manifest.ExecutionKey), cancellation);
    }

    /// <inheritdoc/>
    public Task RecordAsync(ExecutionRecord record, CancellationToken cancellation) =>
        CreateAsync(folder.ExecutionRecord(record.ExecutionKey), record, bytes => StoreDocuments.Record(bytes, record.ExecutionKey), cancellation);

    /// <inheritdoc/>
    public async Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation) =>
        StoreDocuments.Record(await ReadAsync(folder.ExecutionRecord(executionKey), cancellation), executionKey);

    static async Task<byte[]> ReadAsync(string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        try
        {
            return file.Exists && file.Length <= StoreDocuments.MostBytes ? await File.ReadAllBytesAsync(path, cancellation) : [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    // Stores the document unless a valid one is there; returns the one that is there afterwards.
    async Task<T> CreateAsync<T>(string path, T document, Func<byte[], T?> parse, CancellationToken cancellation) where T : class
    {
        if (parse(await ReadAsync(path, cancellation)) is { } there)
        {
            return there;
        }
        await using FileStream temporary = folder.CreateTemporary();
        try
        {
            await temporary.WriteAsync(StoreDocuments.Format(document), cancellation);
            temporary.Flush(flushToDisk: true);

            // Moving without overwriting is a check and a rename, between which another writer fits: so the check is made under a lock.
            string folderOfPath = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folderOfPath);
            await using FileStream mutex = await FileLock.TakeAsync(Path.Combine(folderOfPath, FileLock.Name), cancellation);
            if (parse(await ReadAsync(path, cancellation)) is { } faster)
            {
                return faster;
            }
            File.Move(temporary.Name, path, overwrite: true);
            return document;
        }
        finally
        {
            File.Delete(temporary.Name);
        }
    }
}
