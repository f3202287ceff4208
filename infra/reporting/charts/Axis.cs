namespace Rampart.Reporting.Charts;

/// <summary>A linear axis with round tick values.</summary>
/// <param name="Low">The low end, a tick.</param>
/// <param name="High">The high end, a tick.</param>
/// <param name="Step">From tick to tick.</param>
public sealed record Axis(double Low, double High, double Step)
{
    /// <summary>An axis that holds all values, with about <paramref name="ticks"/> ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
    public static Axis Around(IEnumerable<double> values, int ticks)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (low, high) = (finite.Min(), finite.Max());
        if (high - low < 1e-12)
        {
            (low, high) = (low - 0.5, high + 0.5);
        }
        var rough = (high - low) / ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        return new Axis(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    /// <summary>The tick values from low to high.</summary>
    public IEnumerable<double> Ticks()
    {
        var count = (int)Math.Round((High - Low) / Step);
        for (var i = 0; i <= count; i++)
        {
            yield return Low + i * Step;
        }
    }

    /// <summary>Where a value lies, 0 at the low end and 1 at the high end.</summary>
    public double Position(double value) => (value - Low) / (High - Low);
}
