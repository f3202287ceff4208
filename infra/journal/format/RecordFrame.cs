using System.Buffers.Binary;

namespace Rampart.Journal.Format;

/// <summary>
/// What is before a record's content: a marker to find it by, the content's length, the record's number, and a checksum over all of it. So each
/// record can be read without the others.
/// </summary>
/// <param name="ContentBytes">The content's length.</param>
/// <param name="Number">The record's number.</param>
/// <param name="Check">The checksum.</param>
readonly record struct RecordFrame(int ContentBytes, long Number, ulong Check)
{
    /// <summary>The frame's length.</summary>
    public const int Bytes = 24;

    const uint Marker = 0x43455252; // "RREC"
    const int ContentAt = 4, NumberAt = 8, CheckAt = 16;

    // An odd number with its bits well spread (2^64 divided by the golden ratio).
    const ulong Spread = 0x9E3779B97F4A7C15;

    /// <summary>Where a frame may begin within these bytes; -1 when it can't.</summary>
    public static int Find(ReadOnlySpan<byte> bytes) => bytes.IndexOf("RREC"u8);

    /// <summary>The frame of a record whose content has this hash (XxHash3).</summary>
    public static RecordFrame Of(int contentBytes, long number, ulong contentHash) => new(contentBytes, number, CheckOf(contentBytes, number, contentHash));

    /// <summary>Whether the content has the hash that the frame was made with, and the frame is as it was made.</summary>
    public bool Fits(ulong contentHash) => Check == CheckOf(ContentBytes, Number, contentHash);

    /// <summary>Writes the frame.</summary>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(target[ContentAt..], ContentBytes);
        BinaryPrimitives.WriteInt64LittleEndian(target[NumberAt..], Number);
        BinaryPrimitives.WriteUInt64LittleEndian(target[CheckAt..], Check);
    }

    /// <summary>Reads a frame; null when these bytes are none, or its content would not be within them.</summary>
    public static RecordFrame? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length < Bytes || BinaryPrimitives.ReadUInt32LittleEndian(source) != Marker)
        {
            return null;
        }
        var frame = new RecordFrame(
            BinaryPrimitives.ReadInt32LittleEndian(source[ContentAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[NumberAt..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[CheckAt..]));
        return frame.ContentBytes >= 0 && frame.ContentBytes <= source.Length - Bytes ? frame : null;
    }

    // Number and length are only known when the record gets its place, the content is hashed before that.
    static ulong CheckOf(int contentBytes, long number, ulong contentHash) =>
        contentHash ^ ((ulong)number * Spread) ^ ((ulong)contentBytes << 40 | (uint)contentBytes) * Spread;
}
