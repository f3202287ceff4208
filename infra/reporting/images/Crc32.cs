namespace Rampart.Reporting.Images;

/// <summary>The cyclic redundancy check of PNG (ISO 3309, polynomial 0xEDB88320).</summary>
static class Crc32
{
    static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(entry =>
    {
        var value = (uint)entry;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }
        return value;
    })];

    /// <summary>The check value of the two parts, one after the other.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Update(Update(uint.MaxValue, first), second);

    static uint Update(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            state = Table[(state ^ value) & 0xFF] ^ (state >> 8);
        }
        return state;
    }
}
