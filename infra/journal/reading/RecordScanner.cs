using System.IO.Hashing;
using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>Finds the records of a block, one after the other, also behind damaged ones.</summary>
/// <param name="payload">The block's payload, or as much as there is of it.</param>
/// <param name="first">The number of its first record.</param>
/// <param name="count">How many records it had.</param>
ref struct RecordScanner(ReadOnlySpan<byte> payload, long first, int count)
{
    readonly ReadOnlySpan<byte> _payload = payload;
    readonly long _end = first + count;
    long _next = first;
    int _at = 0;

    /// <summary>The number of the record that was found.</summary>
    public long Number { get; private set; }

    /// <summary>Its content.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Where the first damaged record since the last good one begins in the payload; null when there is none.</summary>
    public int? DamagedAt { get; private set; }

    /// <summary>The number of the first record that was not found since the last one.</summary>
    public long DamagedNumber { get; private set; }

    /// <summary>Finds the next record; false when there is none. Either way the damage before it is known then.</summary>
    public bool Next()
    {
        (DamagedAt, DamagedNumber) = (null, _next);
        while (_at < _payload.Length)
        {
            if (RecordFrame.Read(_payload[_at..]) is { } frame && frame.Number >= _next && frame.Number < _end)
            {
                ReadOnlySpan<byte> content = _payload.Slice(_at + RecordFrame.Bytes, frame.ContentBytes);
                if (frame.Fits(XxHash3.HashToUInt64(content)))
                {
                    DamagedAt ??= frame.Number > _next ? _at : null;
                    Content = content;
                    (Number, _next) = (frame.Number, frame.Number + 1);
                    _at += RecordFrame.Bytes + frame.ContentBytes;
                    return true;
                }
            }
            DamagedAt ??= _at;
            int found = RecordFrame.Find(_payload[(_at + 1)..]);
            _at = found < 0 ? _payload.Length : _at + 1 + found;
        }
        DamagedAt ??= _next < _end ? _at : null;
        _next = _end;
        return false;
    }
}
