using Rampart.Artifacts;
using Rampart.Journal.Format;
using Rampart.Journal.Reading;

namespace Rampart.Journal;

/// <summary>Reads the whole journal of a store and checks everything that can be checked without a broker.</summary>
/// <param name="store">The store.</param>
/// <param name="options">The key.</param>
public sealed class JournalVerification(IJournalStore store, JournalOptions options)
{
    // Checks everything and brings nothing.
    static readonly JournalFilter Nothing = new() { MessageId = new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), WithEnvelopes = false };

    /// <summary>Verifies.</summary>
    /// <param name="found">Is told of each segment when it has been read.</param>
    /// <param name="damaged">Is told of everything that can't be trusted. With a key, that includes segments which were not written with it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store can't be reached at the moment.</exception>
    public async Task RunAsync(Action<SegmentFinding> found, Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        using var digest = new BlockDigest(options.Key);
        foreach (WriterSegments writer in WriterSegments.Of(store, await store.ListAsync(cancellation), digest, damaged, HasRead))
        {
            await foreach (var _ in writer.ReadAsync(Nothing, cancellation))
            {
                // What matters is told on the way.
                continue;
            }
        }

        void HasRead(JournalSegment segment, SegmentReader reader)
        {
            found(new SegmentFinding(segment.Name, segment.Bytes, reader.NextRecord - (reader.FirstRecord ?? reader.NextRecord), reader.Header?.Writer, reader.Seal is not null, reader.IsProven));
            if (digest.KeyName is not null && reader.Header is not null && !reader.IsProven)
            {
                damaged(new JournalDamage(segment.Name, 0, null, "It was not written with this key, so nothing proves who wrote it."));
            }
        }
    }
}
