using System.Runtime.CompilerServices;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal.Format;
using Rampart.Journal.Reading;

namespace Rampart.Journal;

/// <summary>Reads the journal of a store: of each process a block at a time, those of several merged by time.</summary>
/// <param name="store">The store.</param>
/// <param name="options">The key.</param>
public sealed class JournalReader(IJournalStore store, JournalOptions options) : IJournalReader
{
    // What two clocks may differ by: that of whoever wrote a record, and that of the store.
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalRecord> ReadAsync(
        JournalFilter filter, Action<JournalDamage> damaged, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var digest = new BlockDigest(options.Key);
        var turns = new PriorityQueue<WriterCursor, DateTimeOffset>();
        try
        {
            foreach (WriterSegments writer in Writers(await store.ListAsync(cancellation), filter, digest, damaged))
            {
                await QueueAsync(turns, new WriterCursor(writer.ReadAsync(filter, cancellation)));
            }
            while (turns.TryDequeue(out WriterCursor? next, out _))
            {
                if (next.TakeRecord() is { } record)
                {
                    yield return record;
                }
                await QueueAsync(turns, next);
            }
        }
        finally
        {
            while (turns.TryDequeue(out WriterCursor? left, out _))
            {
                await left.DisposeAsync();
            }
        }
    }

    IEnumerable<WriterSegments> Writers(IReadOnlyList<JournalSegment> segments, JournalFilter filter, BlockDigest digest, Action<JournalDamage> damaged)
    {
        var named = new List<(SegmentName Name, JournalSegment Segment)>();
        foreach (JournalSegment segment in segments)
        {
            if (SegmentName.Parse(segment.Name) is not { } name)
            {
                damaged(new JournalDamage(segment.Name, 0, null, "This is not the name of a segment; nothing of it is read."));
            }
            else if ((filter.To is null || name.Started < filter.To + Skew) && (filter.From is null || segment.Modified >= filter.From - Skew))
            {
                named.Add((name, segment));
            }
        }
        return named.GroupBy(segment => segment.Name.Writer).Select(writer => new WriterSegments(store, [.. writer.OrderBy(s => s.Name.Number)], digest, damaged));
    }

    static async ValueTask QueueAsync(PriorityQueue<WriterCursor, DateTimeOffset> turns, WriterCursor cursor)
    {
        if (await cursor.HasMoreAsync())
        {
            turns.Enqueue(cursor, cursor.Time);
        }
        else
        {
            await cursor.DisposeAsync();
        }
    }
}
