using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Win32.SafeHandles;
using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>Uploads a local file as a blob, in parallel blocks. The blob appears when all its blocks are there, or not at all.</summary>
sealed class BlockUpload(AzureContainer container, AzureStoreOptions options)
{
    // What the service takes at most in one blob.
    const int MostBlocks = 50_000;

    /// <summary>Sends a file.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="artifact">What the file holds.</param>
    /// <param name="file">The file, whole.</param>
    /// <param name="conditions">What the blob must be when it is written.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the blob was written; false when the conditions were not met.</returns>
    public async Task<bool> SendAsync(
        string name, ArtifactRef artifact, SafeFileHandle file, BlobRequestConditions conditions, CancellationToken cancellation)
    {
        BlockBlobClient blob = container.BlockBlob(name);
        var headers = new BlobHttpHeaders { ContentType = artifact.MediaType };
        var metadata = new Dictionary<string, string> { ["sha256"] = artifact.Digest };
        if (artifact.Size <= options.BlockBytes)
        {
            byte[] whole = new byte[artifact.Size];
            await ReadAsync(file, whole, 0, cancellation);
            return await WriteAsync(name, c => blob.UploadAsync(
                new MemoryStream(whole, writable: false),
                new BlobUploadOptions { HttpHeaders = headers, Metadata = metadata, Conditions = conditions },
                c), cancellation);
        }
        string[] blocks = await StageAsync(name, blob, artifact.Size, file, cancellation);
        return await WriteAsync(name, c => blob.CommitBlockListAsync(
            blocks, new CommitBlockListOptions { HttpHeaders = headers, Metadata = metadata, Conditions = conditions }, c), cancellation);
    }

    async Task<string[]> StageAsync(string name, BlockBlobClient blob, long size, SafeFileHandle file, CancellationToken cancellation)
    {
        int blockBytes = (int)Math.Max(options.BlockBytes, (size + MostBlocks - 1) / MostBlocks);
        string[] ids = BlockIds((int)((size + blockBytes - 1) / blockBytes));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation };
        await Parallel.ForAsync(0, ids.Length, parallel, async (i, c) =>
        {
            long offset = (long)i * blockBytes;
            int count = (int)Math.Min(blockBytes, size - offset);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(count);
            try
            {
                await ReadAsync(file, buffer.AsMemory(0, count), offset, c);
                await container.CallAsync(
                    $"uploading {name}", call => blob.StageBlockAsync(ids[i], new MemoryStream(buffer, 0, count, writable: false), cancellationToken: call), c);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        });
        return ids;
    }

    // Several processes may upload one blob at once, in blocks of different sizes, and the blocks of a name share one namespace.
    static string[] BlockIds(int count)
    {
        byte[] id = RandomNumberGenerator.GetBytes(16);
        string[] ids = new string[count];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(12), i);
            ids[i] = Convert.ToBase64String(id);
        }
        return ids;
    }

    Task<bool> WriteAsync(string name, Func<CancellationToken, Task<Response<BlobContentInfo>>> write, CancellationToken cancellation) => container.CallAsync(
        $"uploading {name}",
        async c =>
        {
            try
            {
                await write(c);
                return true;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet() || e.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // An invalid list: somebody else has written the blob meanwhile, and the service has dropped all other blocks of this name.
                return false;
            }
        },
        cancellation);

    static async ValueTask ReadAsync(SafeFileHandle file, Memory<byte> target, long offset, CancellationToken cancellation)
    {
        while (target.Length > 0)
        {
            int read = await RandomAccess.ReadAsync(file, target, offset, cancellation);
            if (read == 0)
            {
                throw new EndOfStreamException(
                    "A temporary file was shortened while it was uploaded. Nothing but this process may write into Rampart__Azure__CacheFolder.");
            }
            target = target[read..];
            offset += read;
        }
    }
}
