using System.Text;
using Rampart.Reporting.Charts;

namespace Rampart.Reporting.Html;

/// <summary>Loss and reward margin of every training; the rounds of one training are drawn one after the other.</summary>
static class TrainingSection
{
    const int MaximumPoints = 160;

    public static string Render(IReadOnlyList<TrainingCurve> curves)
    {
        var html = new StringBuilder();
        foreach (var training in curves.GroupBy(curve => curve.Stage.Split('/')[0]))
        {
            var points = Joined([.. training]);
            AppendChart(html, training.Key, "loss", "loss", points);
            AppendChart(html, training.Key, "reward_margin", "reward margin", points);
        }
        return html.Length == 0 ? "" : $"<div class=\"charts\">\n{html}</div>\n";
    }

    static List<TrainingPoint> Joined(IReadOnlyList<TrainingCurve> rounds)
    {
        var joined = new List<TrainingPoint>();
        var before = 0L;
        foreach (var round in rounds)
        {
            joined.AddRange(round.Points.Select(point => point with { Step = before + point.Step }));
            before = joined.Count == 0 ? 0 : joined[^1].Step;
        }
        return joined;
    }

    static void AppendChart(StringBuilder html, string training, string name, string label, IReadOnlyList<TrainingPoint> points)
    {
        var values = points.Where(point => point.Values.ContainsKey(name)).Select(point => new ChartPoint(point.Step, point.Values[name])).ToList();
        if (values.Count == 0)
        {
            return;
        }
        var means = Means(values);
        var chart = new LineChart(
            $"{training}: {label}" + (means.Count < values.Count ? $" (means of {Width(values.Count)} steps)" : ""), "optimizer step", label,
            Axis.Around(means.Select(point => point.X), 6), Axis.Around(means.Select(point => point.Y), 5));
        html.Append(chart.Draw([new ChartSeries(training, means)]));
    }

    static int Width(int count) => (count + MaximumPoints - 1) / MaximumPoints;

    static List<ChartPoint> Means(IReadOnlyList<ChartPoint> values) => [.. values.Chunk(Width(values.Count))
        .Select(chunk => new ChartPoint(chunk.Average(point => point.X), chunk.Average(point => point.Y)))];
}
