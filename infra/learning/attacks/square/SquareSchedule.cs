namespace Rampart.Learning.Attacks;

/// <summary>How large the windows are that <see cref="Square"/> repaints (Andriushchenko et al. 2020; constants of the reference code).</summary>
public static class SquareSchedule
{
    private const int PlannedIterations = 10_000;

    private static readonly int[] HalvedAfter = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    /// <summary>Share of the image's area at an iteration: halved after iterations 10, 50, 200, 500, 1000, 2000, 4000, 6000 and 8000.</summary>
    /// <param name="first">The first share, in (0, 1].</param>
    /// <param name="iteration">The iteration, counted from 0.</param>
    public static double Share(double first, int iteration) => first / (1 << HalvedAfter.Count(last => iteration > last));

    /// <summary>The iteration of the plan for 10000 that stands for one of an attack with so many in all.</summary>
    public static int Stretched(int iteration, int iterations) => (int)((long)iteration * PlannedIterations / iterations);

    /// <summary>Side of a square window in pixels: the root of its area, rounded, at least 1 and at most what fits.</summary>
    public static int Side(double share, int height, int width) =>
        Math.Clamp((int)Math.Round(Math.Sqrt(share * height * width)), 1, Math.Min(height, width));

    /// <summary>Side of a window of the attack in L2, whose pattern has a middle: odd, at least 3 where that fits.</summary>
    public static int OddSide(double share, int height, int width)
    {
        int side = Math.Max((int)Math.Round(Math.Sqrt(share * height * width)), 3) | 1;
        int largest = Math.Min(height, width);
        return Math.Min(side, largest % 2 == 0 ? largest - 1 : largest);
    }
}
