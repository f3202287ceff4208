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
            IEnumerable<JournalSegment> segments = (await store.ListAsync(cancellation)).Where(segment => MayHold(segment, filter));
            foreach (WriterSegments writer in WriterSegments.Of(store, segments, digest, damaged, (_, _) => { }))
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

    /// <summary>Whether a segment may hold what passes: its name says when it begins, the store when it was last written.</summary>
    internal static bool MayHold(JournalSegment segment, JournalFilter filter) => SegmentName.Parse(segment.Name) is not { } name
        || ((filter.To is null || name.Started < filter.To + Skew) && (filter.From is null || segment.Modified >= filter.From - Skew));

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
