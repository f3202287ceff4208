using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Rampart.Reporting.Images;

namespace Rampart.Reporting.Tests;

public sealed class PngTests
{
    [Fact]
    public void The_check_value_is_the_one_of_the_standard() =>
        Assert.Equal(0xCBF43926u, Crc32.Of("1234"u8, "56789"u8));

    [Fact]
    public void Pixels_survive_encoding_with_channels_interleaved()
    {
        byte[] planes = [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, 21, 22, 23, 24, 25, 26];
        var rows = Rows(Png.Encode(planes, 3, 2, 3));
        Assert.Equal([0, 1, 11, 21, 2, 12, 22, 3, 13, 23, 0, 4, 14, 24, 5, 15, 25, 6, 16, 26], rows);
    }

    [Fact]
    public void A_wrong_number_of_pixels_is_refused() =>
        Assert.Throws<ArgumentException>(() => Png.Encode(new byte[5], 1, 2, 3));

    [Fact]
    public void A_difference_of_the_whole_radius_is_black_or_white() =>
        Assert.Equal([255, 0, 128], Difference.Amplify([100, 100, 100], [108, 92, 100], 8.0 / 255));

    static byte[] Rows(byte[] png)
    {
        var at = 8;
        while (true)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (Encoding.ASCII.GetString(png, at + 4, 4) == "IDAT")
            {
                using var zlib = new ZLibStream(new MemoryStream(png, at + 8, length), CompressionMode.Decompress);
                using var rows = new MemoryStream();
                zlib.CopyTo(rows);
                return rows.ToArray();
            }
            at += 12 + length;
        }
    }
}
