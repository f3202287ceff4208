using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>Run logs as append blobs. One append is one block, conditional on where the log ends, so it happens wholly or not at all.</summary>
/// <remarks>
/// An append blob takes 50,000 blocks, a run may have more appends: so a log has segments. A segment is full when it has a fixed number of blocks,
/// and nobody appends to it then: whoever finds it so begins the next one. A log that ends at a known place has a known number of entries, so the
/// condition on the place is one on the length.
/// </remarks>
sealed class AzureRunLogStore : IRunLogStore
{
    // Far below the service's limit: an emulator writes a segment's list of blocks anew with every append.
    public const int DefaultMostBlocks = 4096;

    const int Attempts = 5;
    readonly AzureContainer _container;
    readonly TimeProvider _time;
    readonly int _mostBlocks;
    readonly LogSegments _segments;
    readonly ConcurrentDictionary<string, LogEnd> _known = new();
    readonly string _writer = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    long _appends;

    public AzureRunLogStore(AzureContainer container, TimeProvider time, int mostBlocks = DefaultMostBlocks)
    {
        (_container, _time, _mostBlocks) = (container, time, mostBlocks);
        _segments = new LogSegments(container, mostBlocks);
    }

    public async Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        byte[] block = RunLogLines.Format(expectedLength, _time.GetUtcNow(), events, NextName());
        LogEnd end = _known.TryGetValue(runId, out LogEnd known) && known.Entries == expectedLength
            ? known
            : (await FindEndAsync(runId, cancellation)).End;
        for (int attempt = 0; attempt < Attempts && end.Entries == expectedLength; attempt++)
        {
            end = end.IsFull ? end.Next(_mostBlocks) : end;
            end = end.State is null ? await _segments.TryCreateAsync(runId, end, cancellation) ?? end : end;
            if (end.State is not null)
            {
                (bool happened, ETag? state) = await TryAppendAsync(runId, end, block, cancellation);
                if (happened)
                {
                    Remember(runId, state is { } after ? end.After(block.Length, events.Count, after) : null);
                    return true;
                }
            }
            end = (await FindEndAsync(runId, cancellation)).End;
        }
        Remember(runId, end);
        return end.Entries != expectedLength ? false : throw new StoreUnavailableException(
            $"{_container.PlaceOf(BlobNames.RunLog(runId))} took none of {Attempts} appends, though nobody else appended. Look at the server's log; then try again.");
    }

    public async Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // All segments but the last of the list are full, hence whole: the next one exists.
            var reader = new RunLogReader(_container.PlaceOf(BlobNames.RunLog(runId)));
            bool whole = true;
            foreach (int number in await _segments.ListAsync(runId, cancellation))
            {
                whole = whole && await _segments.ReadAsync(runId, number, reader, cancellation);
            }
            if (whole)
            {
                return reader.Entries;
            }
        }
        throw ChangesTooOften(runId);
    }

    public async Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => (await FindEndAsync(runId, cancellation)).Last;

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<BlobItem> found = await _container.ListAsync(BlobNames.Runs, cancellation);
        return [.. found
            .Where(blob => blob.Properties.ContentLength > 0)
            .Select(blob => BlobNames.ParseSegment(blob.Name)?.RunId)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    // Whether our block stands at the end of the log. A refusal does not settle that: the client repeats a request whose answer was lost, and is then
    // refused because of itself. The block names its append, so if it stands there, it is ours.
    async Task<(bool Happened, ETag? State)> TryAppendAsync(string runId, LogEnd end, byte[] block, CancellationToken cancellation)
    {
        try
        {
            if (await _segments.TryAppendAsync(runId, end, block, cancellation) is { } state)
            {
                return (true, state);
            }
        }
        catch (StoreUnavailableException)
        {
            // The outcome is unknown: see below. If the server does not answer that either, its fault is what the caller gets.
        }
        byte[]? there = await _segments.ReadAsync(runId, end.Segment, end.Bytes, block.Length, null, cancellation);
        return (there is not null && there.AsSpan().SequenceEqual(block), null);
    }

    async Task<(LogEnd End, RunLogEntry? Last)> FindEndAsync(string runId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await _segments.ListAsync(runId, cancellation) is not [.., int last])
            {
                return (new LogEnd(0, 0, 0, _mostBlocks, null, 0), null);
            }
            if (await _segments.FindAsync(runId, last, cancellation) is not { } end)
            {
                continue;
            }

            // A segment is begun before anything is appended to it: the log's last entry may still be in the one before.
            LogEnd? holder = end.Bytes > 0 || last == 0 ? end : await _segments.FindAsync(runId, last - 1, cancellation);
            if (holder is { } segment && await TryFindLastAsync(runId, segment, cancellation) is (true, var entry))
            {
                return (end with { Entries = entry is null ? 0 : entry.Sequence + 1 }, entry);
            }
        }
        throw ChangesTooOften(runId);
    }

    async Task<(bool Found, RunLogEntry? Last)> TryFindLastAsync(string runId, LogEnd segment, CancellationToken cancellation)
    {
        string place = _container.PlaceOf(BlobNames.Segment(runId, segment.Segment));
        bool unchanged = true;
        RunLogTail.End tail = await RunLogTail.FindAsync(
            segment.Bytes,
            async offset =>
            {
                byte[]? piece = await _segments.ReadAsync(
                    runId, segment.Segment, offset, (int)(segment.Bytes - offset), segment.State, cancellation);
                unchanged = piece is not null;
                return piece ?? [];
            },
            place);
        if (unchanged && tail.Bytes != segment.Bytes)
        {
            throw RunLogLines.Damaged("it is not complete.", tail.Last?.Sequence + 1, place);
        }
        return (unchanged, tail.Last);
    }

    void Remember(string runId, LogEnd? end)
    {
        if (end is { } known)
        {
            _known[runId] = known;
        }
        else
        {
            _known.TryRemove(runId, out _);
        }
    }

    string NextName() => string.Create(CultureInfo.InvariantCulture, $"{_writer}-{Interlocked.Increment(ref _appends)}");

    StoreUnavailableException ChangesTooOften(string runId) => new(
        $"{_container.PlaceOf(BlobNames.RunLog(runId))} changed {Attempts} times while it was read. Try again.");
}
