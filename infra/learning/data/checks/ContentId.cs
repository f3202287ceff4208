using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Rampart.Learning.Data;

/// <summary>The number of a sample that arrived: it follows from the pixels alone, so the same image has it wherever and whenever it arrives.</summary>
public static class ContentId
{
    // Above every number that counts through a set, so that samples of both kinds may stand in one.
    private const long Mark = 1L << 62;

    /// <summary>62 bits of the SHA-256 of the pixels.</summary>
    public static long Of(ReadOnlySpan<byte> pixels)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(pixels, digest);
        return Mark | (BinaryPrimitives.ReadInt64BigEndian(digest) & (Mark - 1));
    }
}
