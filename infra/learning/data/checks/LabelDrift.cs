namespace Rampart.Learning.Data;

/// <summary>Compares how often each class occurs with a reference, by Pearson's chi-square test for goodness of fit.</summary>
/// <param name="Sigmas">
/// How unlikely the difference is by chance, as standard deviations of a normal distribution (Wilson and Hilferty's transformation of chi-square).
/// </param>
/// <param name="Effect">
/// How large the difference is whatever the number of samples: Cohen's w, corrected for what chance adds. 0.1 is small, 0.3 medium, 0.5 large.
/// </param>
public sealed record LabelDrift(double Sigmas, double Effect)
{
    /// <summary>The difference of a distribution from a reference. Classes that the reference has none of count as half a sample there.</summary>
    /// <param name="counts">How often each class occurs; at least one sample in all.</param>
    /// <param name="reference">How often each class occurs in the reference; as many classes, at least two.</param>
    public static LabelDrift Between(IReadOnlyList<long> counts, IReadOnlyList<long> reference)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Count, reference.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Count, 2);
        long samples = counts.Sum();
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        double[] shares = [.. reference.Select(count => Math.Max(count, 0.5))];
        double whole = shares.Sum(), chiSquare = 0;
        for (int label = 0; label < shares.Length; label++)
        {
            double expected = samples * shares[label] / whole, apart = counts[label] - expected;
            chiSquare += apart * apart / expected;
        }

        int degrees = counts.Count - 1;
        double spread = 2.0 / (9 * degrees);
        return new LabelDrift(
            (Math.Cbrt(chiSquare / degrees) - (1 - spread)) / Math.Sqrt(spread),
            Math.Sqrt(Math.Max(0, chiSquare - degrees) / samples));
    }
}
