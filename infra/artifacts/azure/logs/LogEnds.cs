using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>Finds where a run's log ends, from its last segment's last bytes.</summary>
sealed class LogEnds(AzureContainer container, LogSegments segments, int mostBlocks)
{
    const int Attempts = 5;

    /// <summary>The end of the log and its last entry; the beginning of the first segment and null when there is no log.</summary>
    /// <exception cref="ArtifactException">The log is damaged.</exception>
    public async Task<(LogEnd End, RunLogEntry? Last)> FindAsync(string runId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await segments.ListAsync(runId, cancellation) is not [.., int last])
            {
                return (new LogEnd(0, 0, 0, mostBlocks, null, 0), null);
            }
            if (await segments.FindAsync(runId, last, cancellation) is not { } end)
            {
                continue;
            }

            // A segment is begun before anything is appended to it: the log's last entry may still be in the one before.
            LogEnd? holder = end.Bytes > 0 || last == 0 ? end : await segments.FindAsync(runId, last - 1, cancellation);
            if (holder is { } segment && await FindLastAsync(runId, segment, cancellation) is { } tail)
            {
                return (end with { Entries = tail.Last is { } entry ? entry.Sequence + 1 : 0 }, tail.Last);
            }
        }
        throw new StoreUnavailableException(
            $"{container.PlaceOf(BlobNames.RunLog(runId))} changed {Attempts} times while its end was looked for. Try again.");
    }

    // Null when the segment was appended to meanwhile.
    async Task<RunLogTail.End?> FindLastAsync(string runId, LogEnd segment, CancellationToken cancellation)
    {
        string place = container.PlaceOf(BlobNames.Segment(runId, segment.Segment));
        RunLogTail.End? tail = await RunLogTail.FindAsync(
            segment.Bytes,
            offset => segments.ReadAsync(runId, segment.Segment, offset, (int)(segment.Bytes - offset), segment.State, cancellation),
            place);
        return tail is null || tail.Value.Bytes == segment.Bytes ? tail : throw RunLogLines.Damaged("it is not complete.", null, place);
    }
}
