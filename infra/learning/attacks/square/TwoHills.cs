namespace Rampart.Learning.Attacks;

/// <summary>The pattern that <see cref="Square"/> paints in L2 (Andriushchenko et al. 2020, equation 2): a hill in one half of a square, a pit in the
/// other, of length one.</summary>
internal static class TwoHills
{
    /// <summary>The pattern, row by row; the halves lie one above the other or, turned, side by side.</summary>
    /// <param name="side">The square's side, at least 1.</param>
    /// <param name="isTurned">Whether it is turned.</param>
    public static float[] Of(int side, bool isTurned)
    {
        int half = side / 2;
        double[][] hill = Hill(half, side), pit = Hill(side - half, side);
        var pattern = new double[side * side];
        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                double value = row < half ? hill[row][column] : -pit[row - half][column];
                pattern[isTurned ? (column * side) + row : (row * side) + column] = value;
            }
        }

        return Unit(pattern);
    }

    // Rectangles around the middle, each one pixel wider on every side and 1 / k^2 high.
    private static double[][] Hill(int height, int width)
    {
        int middleRow = height / 2, middleColumn = width / 2;
        double sum = 0;
        var hill = new double[height][];
        for (int row = 0; row < height; row++)
        {
            hill[row] = new double[width];
            for (int column = 0; column < width; column++)
            {
                int distance = Math.Max(Math.Abs(row - middleRow), Math.Abs(column - middleColumn));
                hill[row][column] = Enumerable.Range(distance, Math.Max(0, Math.Max(middleRow, middleColumn) + 1 - distance)).Sum(k => 1.0 / ((k + 1) * (k + 1)));
                sum += hill[row][column] * hill[row][column];
            }
        }

        return [.. hill.Select(row => row.Select(value => value / Math.Sqrt(sum)).ToArray())];
    }

    private static float[] Unit(double[] values)
    {
        double length = Math.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => (float)(value / length))];
    }
}
