namespace Rampart.Replay;

/// <summary>Reads the elements of one type from little-endian bytes.</summary>
interface IElementReader
{
    /// <summary>Bytes per element.</summary>
    static abstract int Size { get; }

    /// <summary>The value.</summary>
    static abstract double Value(ReadOnlySpan<byte> bytes);

    /// <summary>The place of the value among all values of the type, so that neighbours differ by one.</summary>
    static abstract double Rank(ReadOnlySpan<byte> bytes);
}
