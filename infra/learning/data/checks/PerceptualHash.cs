using System.Numerics;

namespace Rampart.Learning.Data;

/// <summary>
/// A difference hash (dHash) of 256 bits: each says whether a cell of a 16 x 17 thumbnail is darker than the one to its right. Brightness,
/// contrast and small noise change few bits, another image changes many.
/// </summary>
public readonly record struct PerceptualHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>How many bits it has.</summary>
    public const int Bits = 256;

    private const int Side = 16;
    private const int BitsPerWord = 64;

    /// <summary>The hash of an image.</summary>
    /// <param name="pixels">8-bit pixels, [channels, height, width].</param>
    /// <param name="shape">The size of the image.</param>
    public static PerceptualHash Of(ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        int[] cells = AreaThumbnail.Of(pixels, shape, Side, Side + 1);
        Span<ulong> words = stackalloc ulong[Bits / BitsPerWord];
        for (int bit = 0; bit < Bits; bit++)
        {
            int cell = (bit / Side * (Side + 1)) + (bit % Side);
            words[bit / BitsPerWord] |= cells[cell] < cells[cell + 1] ? 1UL << (bit % BitsPerWord) : 0;
        }

        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    /// <summary>How many bits are set.</summary>
    public int SetBits => Distance(default);

    /// <summary>How many bits differ.</summary>
    public int Distance(PerceptualHash other) =>
        BitOperations.PopCount(First ^ other.First) + BitOperations.PopCount(Second ^ other.Second)
        + BitOperations.PopCount(Third ^ other.Third) + BitOperations.PopCount(Fourth ^ other.Fourth);
}
