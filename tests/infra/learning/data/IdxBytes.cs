using System.Buffers.Binary;
using System.IO.Compression;
using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

/// <summary>Builds idx files byte by byte, as the format's description states them.</summary>
internal static class IdxBytes
{
    public static byte[] File(byte element, uint[] sizes, int dataLength, byte value = 0)
    {
        var bytes = new byte[4 + (4 * sizes.Length) + dataLength];
        bytes[2] = element;
        bytes[3] = (byte)sizes.Length;
        for (int i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 + (4 * i)), sizes[i]);
        }

        bytes.AsSpan(4 + (4 * sizes.Length)).Fill(value);
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>A Fashion-MNIST look-alike: image i is filled with i, its label is i modulo 10.</summary>
    public static Func<string, SourceBytes> FashionMnist(int count, int height = 28, int width = 28)
    {
        byte[] images = File(8, [(uint)count, (uint)height, (uint)width], count * height * width);
        byte[] labels = File(8, [(uint)count], count);
        for (int i = 0; i < count; i++)
        {
            images.AsSpan(16 + (i * height * width), height * width).Fill((byte)i);
            labels[8 + i] = (byte)(i % 10);
        }

        return file => new SourceBytes(file + ".gz", Gzip(file.Contains("images", StringComparison.Ordinal) ? images : labels));
    }
}
