using System.Buffers.Binary;
using Rampart.Journal.Format;

namespace Rampart.Journal.Writing;

/// <summary>Turns an entry into a record's content, in a buffer that is used again and again.</summary>
sealed class ContentWriter
{
    const int FirstBytes = 16 << 10, MostVarintBytes = 5, MostBytesPerCharacter = 3;
    byte[] _bytes = new byte[FirstBytes];
    int _length;

    /// <summary>The content, until the next one is written.</summary>
    public ReadOnlySpan<byte> Write(in JournalEntry entry)
    {
        _length = 0;
        Span<byte> fixedPart = Take(RecordContent.TextsAt);
        BinaryPrimitives.WriteInt64LittleEndian(fixedPart[RecordContent.TimeAt..], entry.Time.UtcTicks);
        fixedPart[RecordContent.ActAt] = (byte)entry.Act;
        fixedPart[RecordContent.OutcomeAt] = entry.Outcome is { } outcome ? (byte)(outcome + 1) : (byte)0;
        entry.MessageId.TryWriteBytes(fixedPart[RecordContent.MessageIdAt..]);
        BinaryPrimitives.WriteInt64LittleEndian(fixedPart[RecordContent.DurationAt..], entry.Duration?.Ticks ?? RecordContent.NoDuration);
        Text(entry.MessageType);
        Text(entry.Address);
        Text(entry.RunId);
        Text(entry.Stage);
        Text(entry.Item);
        Text(entry.Reason);
        int headers = Math.Min(entry.Headers?.Count ?? 0, RecordContent.MostHeaders);
        Varint((uint)headers);
        for (int i = 0; i < headers; i++)
        {
            Text(entry.Headers![i].Key);
            Text(entry.Headers[i].Value);
        }
        Varint((uint)entry.Envelope.Length);
        entry.Envelope.Span.CopyTo(Take(entry.Envelope.Length));
        return _bytes.AsSpan(0, _length);
    }

    // 0 stands for no text at all.
    void Text(string? text)
    {
        if (text is null)
        {
            Varint(0);
            return;
        }
        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, RecordContent.MostTextCharacters));
        Reserve(MostVarintBytes + kept.Length * MostBytesPerCharacter);
        int bytes = RecordContent.Text.GetByteCount(kept);
        Varint((uint)bytes + 1);
        RecordContent.Text.GetBytes(kept, Take(bytes));
    }

    void Varint(uint value)
    {
        Reserve(MostVarintBytes);
        for (; value >= 0x80; value >>= 7)
        {
            _bytes[_length++] = (byte)(value | 0x80);
        }
        _bytes[_length++] = (byte)value;
    }

    Span<byte> Take(int count)
    {
        Reserve(count);
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }
    }
}
