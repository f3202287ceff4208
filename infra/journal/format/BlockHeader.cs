using System.Buffers.Binary;
using System.IO.Hashing;

namespace Rampart.Journal.Format;

/// <summary>The fixed part before a block's payload; little-endian. It checks itself, so that the next block is found behind a damaged one.</summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="PayloadBytes">Its length.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="FirstRecord">The number of its first record; that of the next one if it has none.</param>
/// <param name="Offset">Where the block begins in its segment.</param>
/// <param name="PayloadHash">XxHash3 of the payload, which needs no key to check.</param>
readonly record struct BlockHeader(BlockKind Kind, int PayloadBytes, int Records, long FirstRecord, long Offset, ulong PayloadHash)
{
    /// <summary>The header's length.</summary>
    public const int Bytes = 80;

    /// <summary>The longest payload.</summary>
    public const int MostPayloadBytes = 16 << 20;

    const uint Marker = 0x4B4C4252; // "RBLK"
    const int KindAt = 4, PayloadAt = 8, RecordsAt = 12, FirstAt = 16, OffsetAt = 24, HashAt = 32, PreviousAt = 40, CheckAt = PreviousAt + BlockDigest.Bytes;

    /// <summary>The digest of the block before, which a block repeats.</summary>
    public static ReadOnlySpan<byte> Previous(ReadOnlySpan<byte> header) => header.Slice(PreviousAt, BlockDigest.Bytes);

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> target, ReadOnlySpan<byte> previous)
    {
        target[..Bytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(target, Marker);
        target[KindAt] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(target[PayloadAt..], PayloadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(target[RecordsAt..], Records);
        BinaryPrimitives.WriteInt64LittleEndian(target[FirstAt..], FirstRecord);
        BinaryPrimitives.WriteInt64LittleEndian(target[OffsetAt..], Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(target[HashAt..], PayloadHash);
        previous.CopyTo(target[PreviousAt..]);
        BinaryPrimitives.WriteUInt64LittleEndian(target[CheckAt..], XxHash3.HashToUInt64(target[..CheckAt]));
    }

    /// <summary>Reads a header; null when these bytes are none.</summary>
    public static BlockHeader? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != Marker
            || BinaryPrimitives.ReadUInt64LittleEndian(source[CheckAt..]) != XxHash3.HashToUInt64(source[..CheckAt]))
        {
            return null;
        }
        var header = new BlockHeader(
            (BlockKind)source[KindAt],
            BinaryPrimitives.ReadInt32LittleEndian(source[PayloadAt..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[RecordsAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[FirstAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[OffsetAt..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[HashAt..]));
        return header is { PayloadBytes: >= 0 and <= MostPayloadBytes, Records: >= 0, FirstRecord: >= 0, Offset: >= 0 } && Enum.IsDefined(header.Kind) ? header : null;
    }

    /// <summary>Where a header may begin within these bytes; -1 when it can't.</summary>
    public static int Find(ReadOnlySpan<byte> bytes) => bytes.IndexOf("RBLK"u8);
}
