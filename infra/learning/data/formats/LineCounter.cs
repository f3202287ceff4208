namespace Rampart.Learning.Data;

/// <summary>Tells the line of rising places in a text, reading it once.</summary>
internal sealed class LineCounter(ReadOnlyMemory<byte> text)
{
    private int _seen;
    private long _line = 1;

    /// <summary>The line, from 1, in which a byte stands.</summary>
    /// <param name="offset">Not before the last one asked for.</param>
    public long Of(long offset)
    {
        int end = (int)Math.Min(offset, text.Length);
        _line += text.Span[_seen..end].Count((byte)'\n');
        _seen = end;
        return _line;
    }
}
