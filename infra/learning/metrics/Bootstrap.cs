using Rampart.Learning.Randomness;

namespace Rampart.Learning.Metrics;

/// <summary>Standard errors of figures that are no means of per-sample values (Efron and Tibshirani 1993, chapter 6).</summary>
public static class Bootstrap
{
    /// <summary>Enough for a standard error to two digits.</summary>
    public const int Replicates = 400;

    /// <summary>The standard deviation of a statistic over samples drawn with replacement; a pure function of the seed.</summary>
    /// <param name="count">How many samples there are.</param>
    /// <param name="statistic">The figure of some samples, given by their places; places repeat.</param>
    /// <param name="seed">Decides which samples are drawn.</param>
    /// <param name="replicates">How often the set is drawn anew, at least 2.</param>
    /// <returns>Not a number below two samples.</returns>
    public static double StandardError(int count, Func<IReadOnlyList<int>, double> statistic, ulong seed, int replicates = Replicates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 2);
        if (count < 2)
        {
            return double.NaN;
        }

        var values = new double[replicates];
        var places = new int[count];
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            var random = new SampleRandom(seed, "bootstrap", (ulong)replicate);
            for (int i = 0; i < count; i++)
            {
                places[i] = random.NextInt(count);
            }

            values[replicate] = statistic(places);
        }

        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (replicates - 1));
    }
}
