using System.Runtime.CompilerServices;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal.Format;
using Rampart.Journal.Reading;

namespace Rampart.Journal;

/// <summary>Follows the journal of a store: records as they are written, those of one process in its order.</summary>
/// <param name="store">The store.</param>
/// <param name="options">The key.</param>
/// <param name="time">The clock.</param>
public sealed class JournalTail(IJournalStore store, JournalOptions options, TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>The records that pass the filter and are newer than now, without end.</summary>
    /// <param name="filter">What to read; it begins now unless it says since when.</param>
    /// <param name="damaged">Is told of everything that can't be read.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<JournalRecord> FollowAsync(
        JournalFilter filter, Action<JournalDamage> damaged, [EnumeratorCancellation] CancellationToken cancellation)
    {
        filter = filter with { From = filter.From ?? time.GetUtcNow() };
        using var digest = new BlockDigest(options.Key);
        var texts = new TextPool();
        var segments = new Dictionary<string, SegmentReader>();
        using var timer = new PeriodicTimer(Interval, time);
        while (true)
        {
            foreach (JournalSegment segment in (await store.ListAsync(cancellation)).Where(segment => IsNew(segment)))
            {
                SegmentReader reader = segments.TryGetValue(segment.Name, out SegmentReader? known) ? known : segments[segment.Name] = new SegmentReader(segment, digest, texts, damaged);
                if (await store.OpenAsync(segment.Name, reader.Offset, cancellation) is not { } bytes)
                {
                    continue; // retention has removed it
                }
                await using (bytes)
                {
                    await foreach (IReadOnlyList<JournalRecord> records in reader.ReadOnAsync(bytes, filter, cancellation))
                    {
                        foreach (JournalRecord record in records)
                        {
                            yield return record;
                        }
                    }
                }
            }
            await timer.WaitForNextTickAsync(cancellation);
        }

        bool IsNew(JournalSegment segment) =>
            SegmentName.Parse(segment.Name) is not null && JournalReader.MayHold(segment, filter)
            && segment.Bytes > (segments.GetValueOrDefault(segment.Name)?.Offset ?? 0);
    }
}
