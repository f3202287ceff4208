using Rampart.Artifacts;
using Rampart.Journal.Format;
using Rampart.Journal.Retention;

namespace Rampart.Journal;

/// <summary>Removes what the journal keeps no longer: by age, and by size from the oldest on. A segment that is written is never removed.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How long, and how much.</param>
/// <param name="time">The clock.</param>
public sealed class JournalRetention(IJournalStore store, JournalOptions options, TimeProvider time)
{
    // A process seals its segment after an hour at the latest; what has no seal for longer was left by one that was killed.
    static readonly TimeSpan LongestWritten = TimeSpan.FromHours(2);

    /// <summary>The segments that may go, the oldest first.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    public async Task<IReadOnlyList<JournalSegment>> PlanAsync(CancellationToken cancellation)
    {
        IReadOnlyList<JournalSegment> segments = [.. (await store.ListAsync(cancellation)).Where(segment => SegmentName.Parse(segment.Name) is not null)];
        var lastOf = segments.ToLookup(WriterOf).ToDictionary(writer => writer.Key, writer => writer.Last().Name);
        DateTimeOffset now = time.GetUtcNow();
        long bytes = segments.Sum(segment => segment.Bytes);
        var going = new List<JournalSegment>();
        // Without a gap within what a process wrote: one would look like damage.
        var kept = new HashSet<string>();
        foreach (JournalSegment segment in segments)
        {
            bool isDue = segment.Modified < now - options.MaxAge || bytes > options.MaxBytes;
            bool isLast = lastOf[WriterOf(segment)] == segment.Name;
            if (isDue && !kept.Contains(WriterOf(segment)) && (!isLast || await IsCompleteAsync(segment, now, cancellation)))
            {
                going.Add(segment);
                bytes -= segment.Bytes;
            }
            else
            {
                kept.Add(WriterOf(segment));
            }
        }
        return going;
    }

    /// <summary>Removes segments; returns those that are gone.</summary>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    public async Task<IReadOnlyList<JournalSegment>> RemoveAsync(IEnumerable<JournalSegment> segments, CancellationToken cancellation)
    {
        var gone = new List<JournalSegment>();
        foreach (JournalSegment segment in segments)
        {
            if (await store.DeleteAsync(segment.Name, cancellation))
            {
                gone.Add(segment);
            }
        }
        return gone;
    }

    async Task<bool> IsCompleteAsync(JournalSegment segment, DateTimeOffset now, CancellationToken cancellation) =>
        segment.Modified < now - LongestWritten || await SegmentEnd.IsSealedAsync(store, segment, cancellation);

    static string WriterOf(JournalSegment segment) => SegmentName.Parse(segment.Name)!.Value.Writer;
}
