using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>
/// Blobs on the local disk by digest, shared by the processes of this machine. An entry gets its name when it is complete and is verified whenever it
/// is read. Nothing depends on the cache: whatever the disk says, the blob is read from the server instead.
/// </summary>
/// <param name="folder">Where.</param>
/// <param name="capacity">How many bytes are kept; 0 keeps nothing.</param>
/// <param name="time">Says which entry was used last.</param>
sealed class BlobCache(LocalFolder folder, long capacity, TimeProvider time)
{
    readonly CacheEviction _eviction = new(Path.Combine(folder.Root, "sha256"), capacity);

    /// <summary>The bytes of an artifact; null when the cache does not have them, or not intact.</summary>
    public async Task<byte[]?> FindAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        string path = EntryOf(artifact);
        byte[]? bytes = null;
        if (capacity > 0 && File.Exists(path))
        {
            await TryAsync(async () =>
            {
                bytes = await ReadAsync(path, artifact, cancellation);
                if (bytes is null)
                {
                    File.Delete(path);
                }
                else
                {
                    File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
                }
            });
        }
        return bytes;
    }

    /// <summary>Keeps an artifact that was read.</summary>
    public async Task KeepAsync(ArtifactRef artifact, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!_eviction.Fits(artifact.Size))
        {
            return;
        }
        await TryAsync(async () =>
        {
            await using FileStream temporary = folder.CreateTemporary();
            try
            {
                await temporary.WriteAsync(bytes, cancellation);
                await temporary.FlushAsync(cancellation);
                Publish(temporary, artifact);
            }
            finally
            {
                File.Delete(temporary.Name);
            }
        });
    }

    /// <summary>Keeps an artifact that was written; the temporary file becomes the entry.</summary>
    public Task KeepAsync(ArtifactRef artifact, FileStream temporary) => TryAsync(() =>
    {
        if (_eviction.Fits(artifact.Size))
        {
            Publish(temporary, artifact);
        }
        return Task.CompletedTask;
    });

    void Publish(FileStream temporary, ArtifactRef artifact)
    {
        string path = EntryOf(artifact);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _eviction.MakeRoom(artifact.Size);
        File.SetLastWriteTimeUtc(temporary.Name, time.GetUtcNow().UtcDateTime);
        File.Move(temporary.Name, path, overwrite: true);
    }

    static async Task<byte[]?> ReadAsync(string path, ArtifactRef artifact, CancellationToken cancellation)
    {
        await using var entry = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (entry.Length != artifact.Size)
        {
            return null;
        }
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)artifact.Size);
        await entry.ReadExactlyAsync(bytes, cancellation);
        return Digest.Of(bytes) == artifact.Digest ? bytes : null;
    }

    static async Task TryAsync(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArtifactException)
        {
            // A full, broken or forbidden disk makes reading slower, never impossible.
        }
    }

    string EntryOf(ArtifactRef artifact) => Path.Combine(folder.Root, "sha256", artifact.Digest[..2], artifact.Digest);
}
