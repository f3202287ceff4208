using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Files;

/// <summary>Artifacts as files <c>blobs/sha256/&lt;2&gt;/&lt;digest&gt;</c>.</summary>
public sealed class FileArtifactStore(StoreFolder folder) : IArtifactStore
{
    const int HashedAtOnce = 1 << 18;

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
                await PublishAsync(temporary, artifact, cancellation);
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
        if (await FindIntactAsync(artifact, cancellation) is { } bytes)
        {
            return bytes;
        }
        throw await VoidIfDamagedAsync(artifact.Digest, cancellation)
            ? ArtifactFaults.Damaged(artifact, folder.Blob(artifact.Digest))
            : ArtifactFaults.OtherSize(artifact, folder.Blob(artifact.Digest));
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        if (await FindIntactAsync(artifact, cancellation) is { } bytes)
        {
            return bytes;
        }
        throw await HasDigestAsync(folder.Blob(artifact.Digest), artifact.Digest, cancellation)
            ? ArtifactFaults.OtherSize(artifact, folder.Blob(artifact.Digest))
            : ArtifactFaults.Damaged(artifact, folder.Blob(artifact.Digest));
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
        if (!await HasDigestAsync(file.FullName, artifact.Digest, cancellation))
        {
            return false;
        }
        _intact[artifact.Digest] = (file.Length, file.LastWriteTimeUtc);
        return true;
    }

    // Null when other bytes are there.
    async Task<ReadOnlyMemory<byte>?> FindIntactAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        string path = folder.Blob(artifact.Digest);
        ArtifactFaults.ThrowIfTooLarge(artifact);
        try
        {
            await using FileStream blob = OpenToRead(path);
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(blob.Length, artifact.Size));
            await blob.ReadExactlyAsync(bytes, cancellation);
            return blob.Length == artifact.Size && Digest.Of(bytes) == artifact.Digest ? bytes : (ReadOnlyMemory<byte>?)null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ArtifactFaults.Missing(artifact, path, e);
        }
        catch (EndOfStreamException)
        {
            return null; // Somebody shortens it; what follows looks at it again.
        }
    }

    async Task PublishAsync(FileStream temporary, ArtifactRef artifact, CancellationToken cancellation)
    {
        temporary.Flush(flushToDisk: true);
        string path = folder.Blob(artifact.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (await LockAsync(path, cancellation))
        {
            // Overwriting is harmless and wanted: a file of this name either has these bytes (another writer was faster) or damaged ones.
            File.Move(temporary.Name, path, overwrite: true);
        }
        var file = new FileInfo(path);
        _intact[artifact.Digest] = (file.Length, file.LastWriteTimeUtc);
    }

    // Removes a damaged blob, so that its result counts as missing even for processes that have found it intact before. False when it is not damaged.
    async Task<bool> VoidIfDamagedAsync(string digest, CancellationToken cancellation)
    {
        string path = folder.Blob(digest);

        // Looked at again under the lock: it must not take away what somebody has just written anew.
        await using FileStream mutex = await LockAsync(path, cancellation);
        if (await HasDigestAsync(path, digest, cancellation))
        {
            return false;
        }
        _intact.TryRemove(digest, out _);
        File.Delete(path);
        return true;
    }

    internal static async Task<bool> HasDigestAsync(string path, string digest, CancellationToken cancellation)
    {
        try
        {
            await using FileStream stream = OpenToRead(path);
            return await DigestAsync(stream, cancellation) == digest;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    // The library's own hashing of a stream reads 4 KiB at a time, which takes a third of its speed.
    static async Task<string> DigestAsync(FileStream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(HashedAtOnce);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
            }
            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    static FileStream OpenToRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);

    static Task<FileStream> LockAsync(string path, CancellationToken cancellation) =>
        FileLock.TakeAsync(Path.Combine(Path.GetDirectoryName(path)!, FileLock.Name), cancellation);
}
