using System.IO.Hashing;
using Rampart.Journal.Format;

namespace Rampart.Journal.Reading;

/// <summary>Texts that come again and again in a journal, each made once.</summary>
sealed class TextPool
{
    const int Places = 1 << 10, LongestKept = 256;
    readonly (byte[] Bytes, string Text)?[] _kept = new (byte[], string)?[Places];

    /// <summary>The text of these bytes.</summary>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestKept)
        {
            return RecordContent.Text.GetString(bytes);
        }
        ref (byte[] Bytes, string Text)? place = ref _kept[XxHash3.HashToUInt64(bytes) % Places];
        if (place is not { } kept || !bytes.SequenceEqual(kept.Bytes))
        {
            place = kept = (bytes.ToArray(), RecordContent.Text.GetString(bytes));
        }
        return kept.Text;
    }
}
