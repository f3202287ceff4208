using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
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
    readonly LogEnds _ends;
    readonly ConcurrentDictionary<string, LogEnd> _known = new();
    readonly string _writer = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    long _appends;

    public AzureRunLogStore(AzureContainer container, TimeProvider time, int mostBlocks = DefaultMostBlocks)
    {
        (_container, _time, _mostBlocks) = (container, time, mostBlocks);
        _segments = new LogSegments(container, mostBlocks);
        _ends = new LogEnds(container, _segments, mostBlocks);
    }

    public async Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        byte[] block = RunLogLines.Format(expectedLength, _time.GetUtcNow(), events, NextName());
        LogEnd end = _known.TryGetValue(runId, out LogEnd known) && known.Entries == expectedLength
            ? known
            : (await _ends.FindAsync(runId, cancellation)).End;
        for (int attempt = 0; attempt < Attempts && end.Entries == expectedLength; attempt++)
        {
            if (await TryAppendAsync(runId, end, block, events.Count, cancellation))
            {
                return true;
            }
            end = (await _ends.FindAsync(runId, cancellation)).End;
        }
        _known[runId] = end;
        return end.Entries != expectedLength ? false : throw new StoreUnavailableException(
            $"{Place(runId)} took none of {Attempts} appends, though nobody else appended. Look at the server's log; then try again.");
    }

    public async Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryReadAsync(runId, cancellation) is { } entries)
            {
                return entries;
            }
        }
        throw new StoreUnavailableException($"{Place(runId)} changed {Attempts} times while it was read. Try again.");
    }

    public async Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => (await _ends.FindAsync(runId, cancellation)).Last;

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

    async Task<bool> TryAppendAsync(string runId, LogEnd end, byte[] block, int entries, CancellationToken cancellation)
    {
        LogEnd? open = end.IsFull ? await _segments.TryCreateAsync(runId, end.Next(_mostBlocks), cancellation)
            : end.State is null ? await _segments.TryCreateAsync(runId, end, cancellation)
            : end;
        if (open is not { } place)
        {
            return false;
        }
        try
        {
            if (await _segments.TryAppendAsync(runId, place, block, cancellation) is { } state)
            {
                _known[runId] = place.After(block.Length, entries, state);
                return true;
            }
        }
        catch (StoreUnavailableException)
        {
            // The outcome is unknown, so it is looked up below. If the server does not answer that either, the caller learns that.
        }

        // A refusal settles nothing: the client repeats a request whose answer was lost, and is then refused because of itself. The block names its
        // append, so if it stands where it was meant to, it is ours.
        byte[]? there = await _segments.ReadAsync(runId, place.Segment, place.Bytes, block.Length, null, cancellation);
        return there is not null && there.AsSpan().SequenceEqual(block);
    }

    async Task<IReadOnlyList<RunLogEntry>?> TryReadAsync(string runId, CancellationToken cancellation)
    {
        var reader = new RunLogReader(Place(runId));

        // All segments of the list but the last are full, hence whole: the next one exists.
        foreach (int number in await _segments.ListAsync(runId, cancellation))
        {
            if (!await _segments.ReadAsync(runId, number, reader, cancellation))
            {
                return null;
            }
        }
        return reader.Entries;
    }

    string NextName() => string.Create(CultureInfo.InvariantCulture, $"{_writer}-{Interlocked.Increment(ref _appends)}");

    string Place(string runId) => _container.PlaceOf(BlobNames.RunLog(runId));
}
