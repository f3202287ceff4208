using System.Buffers.Binary;
using System.IO.Compression;

namespace Rampart.Retraining;

/// <summary>The first eight bytes of an IDX file of images.</summary>
static class IdxHeader
{
    const int Bytes = 8, ImagesMagic = 0x803;

    /// <summary>How many images follow.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or not packed as it should be.</exception>
    /// <exception cref="EndOfStreamException">It is shorter.</exception>
    public static async Task<long> SamplesAsync(Stream file, bool isPacked, CancellationToken cancellation)
    {
        byte[] header = new byte[Bytes];
        await using Stream plain = isPacked ? new GZipStream(file, CompressionMode.Decompress, leaveOpen: true) : file;
        await plain.ReadExactlyAsync(header, cancellation);
        int samples = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        return BinaryPrimitives.ReadInt32BigEndian(header) == ImagesMagic && samples >= 0
            ? samples
            : throw new InvalidDataException("This is not an IDX file of images.");
    }
}
