namespace Rampart.Reporting.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">In the order of x.</param>
sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points);

/// <summary>One point of a line, with an error bar of plus and minus <paramref name="Error"/> (0: none).</summary>
readonly record struct ChartPoint(double X, double Y, double Error = 0);
