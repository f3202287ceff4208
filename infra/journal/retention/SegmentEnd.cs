using Rampart.Artifacts;
using Rampart.Journal.Format;

namespace Rampart.Journal.Retention;

/// <summary>Looks at the end of a segment only.</summary>
static class SegmentEnd
{
    // A seal has some 200 bytes.
    const int Looked = 4 << 10;

    /// <summary>Whether the segment ends with a seal.</summary>
    public static async Task<bool> IsSealedAsync(IJournalStore store, JournalSegment segment, CancellationToken cancellation)
    {
        if (await store.OpenAsync(segment.Name, Math.Max(0, segment.Bytes - Looked), cancellation) is not { } stream)
        {
            return true; // somebody has removed it
        }
        byte[] end = new byte[Looked];
        await using (stream)
        {
            int read = await stream.ReadAtLeastAsync(end, Looked, throwOnEndOfStream: false, cancellation);
            return HasSeal(end.AsSpan(0, read));
        }
    }

    static bool HasSeal(ReadOnlySpan<byte> end)
    {
        for (int at = BlockHeader.Find(end); at >= 0;)
        {
            end = end[at..];
            if (BlockHeader.Read(end) is { Kind: BlockKind.Seal } seal && BlockHeader.Bytes + seal.PayloadBytes + BlockDigest.Bytes == end.Length)
            {
                return true;
            }
            end = end[1..];
            at = BlockHeader.Find(end);
        }
        return false;
    }
}
