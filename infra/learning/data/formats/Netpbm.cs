using System.Text;

namespace Rampart.Learning.Data;

/// <summary>Binary Netpbm images of 8 bits: PGM (P5, grey) and PPM (P6, RGB). The one kind of image file that needs no imaging library.</summary>
public static class Netpbm
{
    private const int LargestSide = 1 << 14;
    private const int LargestValue = 255;

    /// <summary>Reads an image.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">How errors name it.</param>
    /// <returns>The size and the pixels, channel by channel and row by row, scaled to 0..255.</returns>
    /// <exception cref="DataException">It is no such image, too large, cut short or too long; the message names the byte.</exception>
    public static (ImageShape Shape, byte[] Pixels) Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var header = new Header(bytes, file);
        int channels = header.Magic() switch
        {
            "P5" => 1,
            "P6" => 3,
            string other => throw header.Broken(0, $"the file begins with \"{other}\", not P5 or P6", "save the image as binary PGM or PPM of 8 bits"),
        };
        int width = header.Number(LargestSide), height = header.Number(LargestSide), most = header.Number(LargestValue);
        ReadOnlySpan<byte> data = bytes.Span[header.End..];
        int area = width * height;
        if (data.Length != (long)area * channels)
        {
            throw header.Broken(
                Math.Min(bytes.Length, header.End + ((long)area * channels)),
                $"{width} x {height} pixels of {channels} values call for {(long)area * channels} bytes after the header, but {data.Length} follow",
                "save the image again");
        }

        var pixels = new byte[data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i] > most)
            {
                throw header.Broken(header.End + i, $"the value {data[i]} is above the header's maximum of {most}", "save the image again");
            }

            pixels[(i % channels * area) + (i / channels)] = (byte)(((data[i] * LargestValue * 2) + most) / (2 * most));
        }

        return (new ImageShape(channels, height, width), pixels);
    }

    /// <summary>The words before the pixels, parted by white space and comments.</summary>
    private sealed class Header(ReadOnlyMemory<byte> bytes, string file)
    {
        private int _at;

        /// <summary>Where the pixels begin: one white space after the last word.</summary>
        public int End => _at + 1;

        public string Magic()
        {
            _at = Math.Min(2, bytes.Length);
            return Encoding.Latin1.GetString(bytes.Span[.._at]);
        }

        public int Number(int most)
        {
            SkipSpace();
            int start = _at, number = 0;
            while (_at < bytes.Length && char.IsAsciiDigit((char)bytes.Span[_at]) && number <= most)
            {
                number = (number * 10) + bytes.Span[_at++] - '0';
            }

            bool isWhole = _at > start && number > 0 && number <= most && _at < bytes.Length && IsSpace(bytes.Span[_at]);
            return isWhole ? number : throw Broken(start, $"there is no whole number from 1 to {most} in the header", "save the image again, with 8 bits per value");
        }

        public DataException Broken(long at, string what, string fix) => new(what, $"{file} (byte {at})", fix);

        private void SkipSpace()
        {
            while (_at < bytes.Length && (IsSpace(bytes.Span[_at]) || bytes.Span[_at] == '#'))
            {
                int end = bytes.Span[_at] == '#' ? bytes.Span[_at..].IndexOf((byte)'\n') : 0;
                _at = end < 0 ? bytes.Length : _at + end + 1;
            }
        }

        private static bool IsSpace(byte letter) => letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B or 0x0C;
    }
}
