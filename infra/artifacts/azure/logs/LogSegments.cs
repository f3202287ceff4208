using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>The segments of run logs: append blobs <c>runs/&lt;id&gt;/log/&lt;number&gt;</c>. Requests only; what they mean, the log decides.</summary>
/// <param name="container">Where.</param>
/// <param name="mostBlocks">How many blocks a new segment takes. Each segment carries its own limit, so that all writers agree on it.</param>
sealed class LogSegments(AzureContainer container, int mostBlocks)
{
    const string MostBlocks = "most_blocks";

    /// <summary>The numbers of a log's segments, ascending.</summary>
    public async Task<IReadOnlyList<int>> ListAsync(string runId, CancellationToken cancellation)
    {
        IReadOnlyList<BlobItem> found = await container.ListAsync(BlobNames.RunLog(runId), cancellation);
        return [.. found.Select(blob => BlobNames.ParseSegment(blob.Name)?.Number).OfType<int>().Order()];
    }

    /// <summary>A segment as it is; null when there is none. Its <see cref="LogEnd.Entries"/> are not known from it.</summary>
    public async Task<LogEnd?> FindAsync(string runId, int number, CancellationToken cancellation) =>
        await container.FindAsync(BlobNames.Segment(runId, number), cancellation) is { } found
            ? new LogEnd(number, found.ContentLength, found.BlobCommittedBlockCount, LimitOf(found.Metadata), found.ETag, 0)
            : null;

    /// <summary>Creates the segment; null when somebody else was faster.</summary>
    public Task<LogEnd?> TryCreateAsync(string runId, LogEnd absent, CancellationToken cancellation) => container.CallAsync(
        $"beginning {BlobNames.Segment(runId, absent.Segment)}",
        async c =>
        {
            var options = new AppendBlobCreateOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = MediaTypes.JsonLines },
                Metadata = new Dictionary<string, string> { [MostBlocks] = mostBlocks.ToString(CultureInfo.InvariantCulture) },
            };
            Response<BlobContentInfo>? created =
                await container.AppendBlob(BlobNames.Segment(runId, absent.Segment)).CreateIfNotExistsAsync(options, c);
            return created is null ? (LogEnd?)null : absent with { MostBlocks = mostBlocks, State = created.Value.ETag };
        },
        cancellation);

    /// <summary>Appends a block where the log ends; returns the segment's state afterwards, or null when the log does not end there any more.</summary>
    public Task<ETag?> TryAppendAsync(string runId, LogEnd end, byte[] block, CancellationToken cancellation) => container.CallAsync(
        $"appending to {BlobNames.Segment(runId, end.Segment)}",
        async c =>
        {
            try
            {
                var conditions = new AppendBlobRequestConditions { IfMatch = end.State, IfAppendPositionEqual = end.Bytes };
                BlobAppendInfo appended = await container.AppendBlob(BlobNames.Segment(runId, end.Segment)).AppendBlockAsync(
                    new MemoryStream(block, writable: false), new AppendBlobAppendBlockOptions { Conditions = conditions }, c);
                return appended.ETag;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet() || e.IsMissingBlob())
            {
                return (ETag?)null;
            }
        },
        cancellation);

    /// <summary>Reads a piece of a segment; null when the segment is not in this state, is gone, or is shorter.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="number">The segment.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="count">How many bytes it has.</param>
    /// <param name="state">The state that the segment must be in; null for any.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<byte[]?> ReadAsync(string runId, int number, long offset, int count, ETag? state, CancellationToken cancellation) => container.CallAsync(
        $"reading {BlobNames.Segment(runId, number)}",
        async c =>
        {
            if (count == 0)
            {
                return [];
            }
            try
            {
                var options = new BlobDownloadOptions
                {
                    Range = new HttpRange(offset, count),
                    Conditions = new BlobRequestConditions { IfMatch = state },
                };
                using BlobDownloadStreamingResult piece =
                    await container.AppendBlob(BlobNames.Segment(runId, number)).DownloadStreamingAsync(options, c);
                byte[] bytes = new byte[count];
                int read = await piece.Content.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, c);
                return read == count ? bytes : null;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet() || e.IsMissingBlob() || e.Status == 416)
            {
                return null;
            }
        },
        cancellation);

    /// <summary>Passes a segment's bytes to a reader; false when the segment is gone or was appended to in the middle of it.</summary>
    public Task<bool> ReadAsync(string runId, int number, RunLogReader reader, CancellationToken cancellation) => container.CallAsync(
        $"reading {BlobNames.Segment(runId, number)}",
        async c =>
        {
            try
            {
                using BlobDownloadStreamingResult whole =
                    await container.AppendBlob(BlobNames.Segment(runId, number)).DownloadStreamingAsync(cancellationToken: c);
                await reader.ReadAsync(whole.Content, c);
                return true;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet() || e.IsMissingBlob())
            {
                return false;
            }
        },
        cancellation);

    int LimitOf(IDictionary<string, string> metadata) =>
        metadata.TryGetValue(MostBlocks, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0
            ? limit
            : mostBlocks;
}
