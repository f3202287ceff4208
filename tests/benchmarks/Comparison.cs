namespace Rampart.Benchmarks;

/// <summary>One thing, measured on both sides in turn.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Seconds, in order.</param>
/// <param name="Theirs">Seconds, in order; pairs with <paramref name="Ours"/>.</param>
sealed record Comparison(string Name, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs)
{
    /// <summary>How many times as fast as the peer: the median over pairs, which a machine that changes its speed disturbs least.</summary>
    public double Ratio => Median([.. Ours.Zip(Theirs, (ours, theirs) => theirs / ours)]);

    public double OurMedian => Median(Ours);

    public double TheirMedian => Median(Theirs);

    static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
