using System.Buffers.Binary;
using System.IO.Compression;

namespace Rampart.Reporting.Images;

/// <summary>Encodes small 8-bit images as PNG (ISO/IEC 15948), losslessly.</summary>
public static class Png
{
    static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes pixels given channel by channel (1 channel: grey, 3: RGB), row by row.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not channels x height x width, or channels is neither 1 nor 3.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> planes, int channels, int height, int width)
    {
        if (channels is not (1 or 3) || planes.Length != channels * height * width)
        {
            throw new ArgumentException($"{planes.Length} bytes are not {channels} x {height} x {width} pixels of grey or RGB.", nameof(planes));
        }
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? 0 : 2);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(planes, channels, height, width));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    static byte[] Compress(ReadOnlySpan<byte> planes, int channels, int height, int width)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + width * channels];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    for (var channel = 0; channel < channels; channel++)
                    {
                        row[1 + x * channels + channel] = planes[(channel * height + y) * width + x];
                    }
                }
                zlib.Write(row);
            }
        }
        return compressed.ToArray();
    }

    static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, data));
        file.Write(number);
    }
}
