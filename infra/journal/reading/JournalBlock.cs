using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>A block as it was found; its bytes are good until the next one is read.</summary>
/// <param name="Header">Its header, which checks itself.</param>
/// <param name="Offset">Where it was found.</param>
/// <param name="Bytes">All of it, or as much as the segment has.</param>
readonly record struct JournalBlock(BlockHeader Header, long Offset, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether the segment has all of it.</summary>
    public bool IsComplete => Bytes.Length == BlockHeader.Bytes + Header.PayloadBytes + BlockDigest.Bytes;

    /// <summary>The payload, or as much as there is of it.</summary>
    public ReadOnlyMemory<byte> Payload => Bytes.Slice(BlockHeader.Bytes, Math.Min(Header.PayloadBytes, Bytes.Length - BlockHeader.Bytes));

    /// <summary>What the digest is made of.</summary>
    public ReadOnlySpan<byte> Digested => Bytes.Span[..(BlockHeader.Bytes + Header.PayloadBytes)];

    /// <summary>The digest that it states.</summary>
    public ReadOnlySpan<byte> Digest => Bytes.Span.Slice(BlockHeader.Bytes + Header.PayloadBytes, BlockDigest.Bytes);

    /// <summary>The digest of the block before, as it states it.</summary>
    public ReadOnlySpan<byte> Previous => BlockHeader.Previous(Bytes.Span);
}
