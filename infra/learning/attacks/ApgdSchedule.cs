namespace Rampart.Learning.Attacks;

/// <summary>When APGD looks back and decides about its step size (Croce and Hein 2020, section 3.1; constants of the reference code).</summary>
public static class ApgdSchedule
{
    /// <summary>The checkpoints as numbers of iterations done: 22, 41, 57, 70, 80, 87, 93, 99 for 100.</summary>
    /// <param name="iterations">How many iterations the attack runs, at least 1.</param>
    /// <remarks>The first period is max(int(0.22 N), 1); every next one is shorter by max(int(0.03 N), 1), down to max(int(0.06 N), 1).</remarks>
    public static IReadOnlyList<int> Checkpoints(int iterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        int period = Share(iterations, 22), shorter = Share(iterations, 3), shortest = Share(iterations, 6);
        var checkpoints = new List<int>();
        for (int done = period; done <= iterations; done += period)
        {
            checkpoints.Add(done);
            period = Math.Max(period - shorter, shortest);
        }

        return checkpoints;
    }

    // Whole numbers: 0.06 * 50 in floating point may fall just below 3.
    private static int Share(int iterations, int percent) => Math.Max((int)((long)iterations * percent / 100), 1);
}
