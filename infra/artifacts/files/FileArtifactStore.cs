using System.Collections.Concurrent;
using System.Security.Cryptography;
using Rampart.Contracts;

namespace Rampart.Artifacts.Files;

/// <summary>Artifacts as files <c>blobs/sha256/&lt;2&gt;/&lt;digest&gt;</c>.</summary>
public sealed class FileArtifactStore(StoreFolder folder) : IArtifactStore
{
    // Blobs whose digest this process has verified, with the file's state at that time: a cache hit hashes a blob once per process, not once per look.
    readonly ConcurrentDictionary<string, (long Size, DateTime Written)> _intact = new();

    /// <inheritdoc/>
    public async Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        FileStream temporary = folder.CreateTemporary();
        try
        {
            await using var hashing = new HashingStream(temporary);
            await write(hashing, cancellation);
            var artifact = new ArtifactRef(hashing.CurrentDigest(), hashing.Length, mediaType);
            if (!await IsIntactAsync(artifact, cancellation))
            {
                Publish(temporary, artifact);
            }
            return artifact;
        }
        finally
        {
            await temporary.DisposeAsync();
            File.Delete(temporary.Name);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        string path = folder.Blob(artifact.Digest);
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArtifactException($"Artifact {artifact.Digest} is missing ({path}). {Remedy}", e);
        }
        if (bytes.LongLength != artifact.Size)
        {
            throw new ArtifactException($"Artifact {artifact.Digest} has {bytes.LongLength} bytes instead of {artifact.Size} ({path}). {Remedy}");
        }
        if (Digest.Of(bytes) is var digest && digest != artifact.Digest)
        {
            throw new ArtifactException($"Artifact {artifact.Digest} is damaged: its bytes have the digest {digest} ({path}). {Remedy}");
        }
        return bytes;
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        var file = new FileInfo(folder.Blob(artifact.Digest));
        return Task.FromResult(file.Exists && file.Length == artifact.Size);
    }

    /// <summary>Whether the artifact is there with the bytes that were stored.</summary>
    public async Task<bool> IsIntactAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        var file = new FileInfo(folder.Blob(artifact.Digest));
        if (!file.Exists || file.Length != artifact.Size)
        {
            return false;
        }
        if (_intact.TryGetValue(artifact.Digest, out var seen) && seen == (file.Length, file.LastWriteTimeUtc))
        {
            return true;
        }
        await using FileStream stream = file.OpenRead();
        byte[] hash = await SHA256.HashDataAsync(stream, cancellation);
        if (Convert.ToHexStringLower(hash) != artifact.Digest)
        {
            return false;
        }
        _intact[artifact.Digest] = (file.Length, file.LastWriteTimeUtc);
        return true;
    }

    const string Remedy = "Run the pipeline again: what is missing or damaged is made again.";

    void Publish(FileStream temporary, ArtifactRef artifact)
    {
        temporary.Flush(flushToDisk: true);
        string path = folder.Blob(artifact.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Overwriting is harmless and wanted: a file of this name either has these bytes (another writer was faster) or damaged ones.
        File.Move(temporary.Name, path, overwrite: true);
        var file = new FileInfo(path);
        _intact[artifact.Digest] = (file.Length, file.LastWriteTimeUtc);
    }
}
