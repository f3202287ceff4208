using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Rampart.Artifacts.Azure;

/// <summary>Downloads a blob in parallel blocks and hashes it on the way.</summary>
sealed class BlockDownload(AzureContainer container, AzureStoreOptions options)
{
    /// <summary>A blob as the server sent it.</summary>
    /// <param name="Bytes">Its bytes; null when it does not have the size that was asked for.</param>
    /// <param name="Digest">Their digest.</param>
    public sealed record Download(byte[]? Bytes, string? Digest);

    /// <summary>
    /// Reads a blob whole, if it has this size; null when there is no such blob. Nothing is allocated before the server has confirmed the size.
    /// </summary>
    public Task<Download?> ReadAsync(string name, long size, CancellationToken cancellation) => container.CallAsync(
        $"reading {name}",
        async c =>
        {
            BlockBlobClient blob = container.BlockBlob(name);
            try
            {
                var range = new HttpRange(0, Math.Clamp(size, 1, options.BlockBytes));
                using BlobDownloadStreamingResult first = await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = range }, c);
                return TotalSize(first.Details) == size ? await ReadAsync(blob, first, size, c) : new Download(null, null);
            }
            catch (RequestFailedException e) when (e.IsMissingBlob())
            {
                return null;
            }
            catch (RequestFailedException e) when (e.Status == 416)
            {
                // An empty blob has no first byte.
                return size == 0 ? new Download([], Artifacts.Digest.Of([])) : new Download(null, null);
            }
        },
        cancellation);

    /// <summary>The digest of what the server holds, read in one stream, and the state in which it was read; null when there is no such blob.</summary>
    public Task<(string Digest, ETag State)?> DigestAsync(string name, CancellationToken cancellation) => container.CallAsync(
        $"verifying {name}",
        async c =>
        {
            try
            {
                using BlobDownloadStreamingResult blob = await container.BlockBlob(name).DownloadStreamingAsync(cancellationToken: c);
                return (Convert.ToHexStringLower(await SHA256.HashDataAsync(blob.Content, c)), blob.Details.ETag);
            }
            catch (RequestFailedException e) when (e.IsMissingBlob())
            {
                return ((string, ETag)?)null;
            }
        },
        cancellation);

    async Task<Download> ReadAsync(BlockBlobClient blob, BlobDownloadStreamingResult first, long size, CancellationToken cancellation)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)size);
        int blockBytes = options.BlockBytes;
        if (size <= blockBytes)
        {
            await first.Content.ReadExactlyAsync(bytes, cancellation);
            return new Download(bytes, Artifacts.Digest.Of(bytes));
        }
        var arrived = Channel.CreateUnbounded<int>();
        Task<string> digest = HashAsync(bytes, blockBytes, arrived.Reader);
        try
        {
            var unchanged = new BlobRequestConditions { IfMatch = first.Details.ETag };
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation };
            await Parallel.ForAsync(0, (int)((size + blockBytes - 1) / blockBytes), parallel, async (i, c) =>
            {
                Memory<byte> block = bytes.AsMemory(i * blockBytes, Math.Min(blockBytes, (int)size - i * blockBytes));
                if (i == 0)
                {
                    await first.Content.ReadExactlyAsync(block, c);
                }
                else
                {
                    var part = new BlobDownloadOptions { Range = new HttpRange((long)i * blockBytes, block.Length), Conditions = unchanged };
                    using BlobDownloadStreamingResult next = await blob.DownloadStreamingAsync(part, c);
                    await next.Content.ReadExactlyAsync(block, c);
                }
                arrived.Writer.TryWrite(i);
            });
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // Somebody has replaced it between two blocks; whoever asked looks again.
            return new Download(null, null);
        }
        finally
        {
            arrived.Writer.Complete();
        }
        return new Download(bytes, await digest);
    }

    // Blocks arrive in any order and are hashed in theirs, while the others are still on the way.
    static async Task<string> HashAsync(byte[] bytes, int blockBytes, ChannelReader<int> arrived)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var waiting = new HashSet<int>();
        int next = 0;
        await foreach (int block in arrived.ReadAllAsync())
        {
            waiting.Add(block);
            while (waiting.Remove(next))
            {
                hash.AppendData(bytes.AsSpan(next * blockBytes, Math.Min(blockBytes, bytes.Length - next * blockBytes)));
                next++;
            }
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    // "bytes 0-65535/1000000"; the length of the whole blob when the server ignored the range.
    static long TotalSize(BlobDownloadDetails details) =>
        details.ContentRange is { } range && range.LastIndexOf('/') is >= 0 and int slash
            ? long.TryParse(range.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long total) ? total : -1
            : details.ContentLength;
}
