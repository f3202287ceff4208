namespace Rampart.Learning.Metrics;

/// <summary>A measured figure with the uncertainty that the number of samples leaves.</summary>
/// <param name="Value">The figure; not a number where it is undefined, as for an empty set.</param>
/// <param name="StandardError">Its standard error over the drawing of the samples; not a number below two samples.</param>
/// <param name="Count">How many samples it rests on.</param>
public readonly record struct Estimate(double Value, double StandardError, int Count)
{
    /// <summary>The mean of per-sample values, with the standard error s / sqrt(n), where s has n - 1 in its denominator.</summary>
    public static Estimate Mean(IReadOnlyCollection<double> values)
    {
        double mean = values.Count == 0 ? double.NaN : values.Sum() / values.Count;
        return new Estimate(mean, StandardErrorOfMean(values, mean), values.Count);
    }

    /// <summary>
    /// The ratio of two sums over the same samples, R = sum a / sum b, with the standard error of its linearisation: that of the mean of
    /// (a - R b), divided by the mean of b (Cochran 1977, section 2.11). F1 is one: 2 TP / (2 TP + FP + FN).
    /// </summary>
    /// <param name="numerators">a, one value per sample.</param>
    /// <param name="denominators">b, one value per sample.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static Estimate Ratio(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        SameLength(numerators.Count, denominators.Count, "numerators", "denominators");
        double below = denominators.Sum();
        if (below == 0)
        {
            return new Estimate(double.NaN, double.NaN, numerators.Count);
        }

        double ratio = numerators.Sum() / below;
        double[] residuals = [.. numerators.Zip(denominators, (above, under) => above - (ratio * under))];
        return new Estimate(ratio, StandardErrorOfMean(residuals, 0) / (below / denominators.Count), numerators.Count);
    }

    /// <summary>Refuses lists that belong together but differ in length.</summary>
    internal static void SameLength(int left, int right, string leftName, string rightName)
    {
        if (left != right)
        {
            throw new ArgumentException($"There are {left} {leftName} but {right} {rightName}; give one of each per sample.");
        }
    }

    private static double StandardErrorOfMean(IReadOnlyCollection<double> values, double mean) => values.Count < 2
        ? double.NaN
        : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
}
