using System.IO.Compression;

namespace Rampart.Learning.Data;

/// <summary>Unpacks a file that may be gzip-compressed, within a limit: a few kilobytes of gzip can unpack to gigabytes.</summary>
public static class GzipBytes
{
    private const int BlockSize = 1 << 16;

    /// <summary>The bytes themselves, or what they unpack to if they begin with the gzip mark.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">How errors name it.</param>
    /// <param name="limit">The most bytes it may unpack to.</param>
    /// <exception cref="DataException">The compressed data is damaged or unpacks to more than <paramref name="limit"/> bytes.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> bytes, string file, long limit)
    {
        if (bytes.Length < 2 || bytes.Span[0] != 0x1F || bytes.Span[1] != 0x8B)
        {
            return bytes;
        }

        using var packed = new MemoryStream(bytes.ToArray(), writable: false);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var block = new byte[BlockSize];
        try
        {
            for (int read = gzip.Read(block); read > 0; read = gzip.Read(block))
            {
                unpacked.Write(block, 0, read);
                if (unpacked.Length > limit)
                {
                    throw new DataException(
                        $"it unpacks to more than the {limit} bytes that its kind of file may have",
                        $"{file} (gzip, byte {packed.Position} of {bytes.Length})",
                        "fetch the file again from a source you trust");
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new DataException(
                "the compressed data is damaged or cut short",
                $"{file} (gzip, byte {packed.Position} of {bytes.Length}, after {unpacked.Length} unpacked bytes)",
                "fetch the file again",
                error);
        }

        return unpacked.GetBuffer().AsMemory(0, checked((int)unpacked.Length));
    }
}
