namespace Rampart.Reporting.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">In the order of x.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points);

/// <summary>One point of a line.</summary>
/// <param name="X">Where it is along the x axis.</param>
/// <param name="Y">Where it is along the y axis; a point that is not finite is left out.</param>
/// <param name="Error">Half the length of its error bar; 0 for none.</param>
public readonly record struct ChartPoint(double X, double Y, double Error = 0);
