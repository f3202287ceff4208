using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Artifacts.Files;

/// <summary>Results as files <c>results/&lt;2&gt;/&lt;key&gt;.json</c>, created once and never changed.</summary>
public sealed class FileResultStore(StoreFolder folder, FileArtifactStore artifacts) : IResultStore
{
    /// <inheritdoc/>
    public async Task<ResultManifest?> FindAsync(string executionKey, CancellationToken cancellation)
    {
        if (await ReadAsync<ResultManifest>(folder.Manifest(executionKey), cancellation) is not { } manifest || manifest.ExecutionKey != executionKey)
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
    public async Task<ResultManifest> CommitAsync(ResultManifest manifest, CancellationToken cancellation)
    {
        string path = folder.Manifest(manifest.ExecutionKey);
        foreach (NamedArtifact output in manifest.Outputs)
        {
            if (!await artifacts.ExistsAsync(output.Artifact, cancellation))
            {
                throw new ArtifactException(
                    $"Output \"{output.Role}\" ({output.Artifact.Digest}) of {manifest.Work.Kind} {manifest.ExecutionKey} is not in the store, so the result "
                    + "can't be committed. A stage names only artifacts that it has written or was given.");
            }
        }
        if (await CreateAsync(path, manifest, cancellation))
        {
            return manifest;
        }
        if (await ReadAsync<ResultManifest>(path, cancellation) is not { } existing || existing.ExecutionKey != manifest.ExecutionKey)
        {
            await ReplaceAsync(path, manifest, cancellation);
            return manifest;
        }
        ResultComparison.ThrowIfDifferent(existing, manifest);
        return existing;
    }

    /// <inheritdoc/>
    public Task RecordAsync(ExecutionRecord record, CancellationToken cancellation) =>
        CreateAsync(folder.ExecutionRecord(record.ExecutionKey), record, cancellation);

    /// <inheritdoc/>
    public Task<ExecutionRecord?> FindRecordAsync(string executionKey, CancellationToken cancellation) =>
        ReadAsync<ExecutionRecord>(folder.ExecutionRecord(executionKey), cancellation);

    // A document that can't be parsed was damaged from outside (it got its name only when it was complete): it counts as absent.
    static async Task<T?> ReadAsync<T>(string path, CancellationToken cancellation) where T : class
    {
        try
        {
            byte[] bytes = await File.ReadAllBytesAsync(path, cancellation);
            return JsonSerializer.Deserialize<T>(bytes, StoreJson.Document);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    async Task<bool> CreateAsync<T>(string path, T document, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            return false;
        }
        await using FileStream temporary = await WriteTemporaryAsync(document, cancellation);
        try
        {
            // Moving without overwriting is a check and a rename, between which another writer fits: so the check is made under a lock.
            string folderOfPath = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folderOfPath);
            await using FileStream mutex = await FileLock.TakeAsync(Path.Combine(folderOfPath, ".lock"), cancellation);
            if (File.Exists(path))
            {
                return false;
            }
            File.Move(temporary.Name, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary.Name);
        }
    }

    async Task ReplaceAsync<T>(string path, T document, CancellationToken cancellation)
    {
        await using FileStream temporary = await WriteTemporaryAsync(document, cancellation);
        File.Move(temporary.Name, path, overwrite: true);
    }

    async Task<FileStream> WriteTemporaryAsync<T>(T document, CancellationToken cancellation)
    {
        FileStream temporary = folder.CreateTemporary();
        await JsonSerializer.SerializeAsync(temporary, document, StoreJson.Document, cancellation);
        temporary.Flush(flushToDisk: true);
        return temporary;
    }
}
