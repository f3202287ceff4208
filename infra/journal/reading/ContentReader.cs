using System.Buffers.Binary;
using Rampart.Contracts;
using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>Turns a record's content, which its checksum vouches for, into the record.</summary>
ref struct ContentReader(ReadOnlySpan<byte> content, TextPool texts)
{
    readonly ReadOnlySpan<byte> _content = content;
    readonly TextPool _texts = texts;
    int _at = RecordContent.TextsAt;

    /// <summary>Reads it, if it may pass the filter; null when it does not.</summary>
    /// <exception cref="InvalidDataException">The content is not what a record has.</exception>
    public JournalRecord? Read(JournalWriter writer, long number, JournalFilter filter)
    {
        if (_content.Length < RecordContent.TextsAt)
        {
            throw Malformed();
        }
        DateTimeOffset time = Time();
        var act = (JournalAct)_content[RecordContent.ActAt];
        JournalOutcome? outcome = _content[RecordContent.OutcomeAt] is var stored and not 0 ? (JournalOutcome)(stored - 1) : null;
        var messageId = new Guid(_content.Slice(RecordContent.MessageIdAt, 16));
        if (filter.MessageId is { } wanted && wanted != messageId || filter.Act is { } wantedAct && wantedAct != act)
        {
            return null;
        }
        long duration = BinaryPrimitives.ReadInt64LittleEndian(_content[RecordContent.DurationAt..]);
        var record = new JournalRecord
        {
            Writer = writer,
            Sequence = number,
            Time = time,
            Act = act,
            Outcome = outcome,
            MessageId = messageId,
            Duration = duration == RecordContent.NoDuration ? null : TimeSpan.FromTicks(duration),
            MessageType = Text() ?? "",
            Address = Text() ?? "",
            RunId = Text(),
            Stage = Text(),
            Item = Text(),
            Reason = Text(),
        };
        if (!filter.Passes(record))
        {
            return null;
        }
        Dictionary<string, string> headers = Headers();
        int bytes = Varint();
        ReadOnlySpan<byte> envelope = Take(bytes);
        return record with { Headers = headers, Envelope = filter.WithEnvelopes ? envelope.ToArray() : default(ReadOnlyMemory<byte>) };
    }

    readonly DateTimeOffset Time()
    {
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(_content[RecordContent.TimeAt..]);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Malformed();
    }

    Dictionary<string, string> Headers()
    {
        int count = Varint();
        var headers = new Dictionary<string, string>(Math.Min(count, RecordContent.MostHeaders));
        for (int i = 0; i < count; i++)
        {
            string name = Text() ?? "";
            headers[name] = Text() ?? "";
        }
        return headers;
    }

    string? Text() => Varint() is var length and > 0 ? _texts.Of(Take(length - 1)) : null;

    int Varint()
    {
        uint value = 0;
        for (int shift = 0; shift < 35 && _at < _content.Length; shift += 7)
        {
            byte next = _content[_at++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw Malformed();
            }
        }
        throw Malformed();
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > _content.Length - _at)
        {
            throw Malformed();
        }
        _at += count;
        return _content.Slice(_at - count, count);
    }

    static InvalidDataException Malformed() => new("Its checksum is right, but it is not what a record has.");
}
