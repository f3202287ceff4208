namespace Rampart.Learning.Data;

/// <summary>A small grey version of an image, in integers alone: the same on every machine.</summary>
public static class AreaThumbnail
{
    /// <summary>Means over a grid of cells, channels together, in 256ths of a grey level. A cell has at least one pixel, so a small image repeats its own.</summary>
    /// <param name="pixels">8-bit pixels, [channels, height, width].</param>
    /// <param name="shape">The size of the image.</param>
    /// <param name="rows">Cells from top to bottom.</param>
    /// <param name="columns">Cells from left to right.</param>
    public static int[] Of(ReadOnlySpan<byte> pixels, ImageShape shape, int rows, int columns)
    {
        var cells = new int[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            (int top, int bottom) = Range(row, rows, shape.Height);
            for (int column = 0; column < columns; column++)
            {
                (int left, int right) = Range(column, columns, shape.Width);
                cells[(row * columns) + column] = Mean(pixels, shape, top, bottom, left, right);
            }
        }

        return cells;
    }

    private static (int First, int End) Range(int cell, int cells, int length)
    {
        int first = cell * length / cells;
        return (first, Math.Max(first + 1, (cell + 1) * length / cells));
    }

    private static int Mean(ReadOnlySpan<byte> pixels, ImageShape shape, int top, int bottom, int left, int right)
    {
        long sum = 0;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int y = top; y < bottom; y++)
            {
                foreach (byte value in pixels.Slice((((channel * shape.Height) + y) * shape.Width) + left, right - left))
                {
                    sum += value;
                }
            }
        }

        return (int)(sum * 256 / ((long)shape.Channels * (bottom - top) * (right - left)));
    }
}
