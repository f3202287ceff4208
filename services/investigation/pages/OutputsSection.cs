using System.Text;
using Rampart.Reporting.Charts;
using Rampart.Reporting.Html;
using Rampart.Reporting.Images;

namespace Rampart.Investigation.Pages;

/// <summary>Two sides of the same outputs, next to each other: images with their amplified difference, and curves in one chart.</summary>
static class OutputsSection
{
    const int MostPoints = 160, XTicks = 6, YTicks = 5;

    public static string Render(IReadOnlyList<PicturePair> pictures, IReadOnlyList<CurvePair> curves, string there, string here)
    {
        var html = new StringBuilder();
        foreach (PicturePair pair in pictures)
        {
            html.Append("<article class=\"sample\">");
            Append(html, pair, pair.There, there);
            Append(html, pair, pair.Here, here);
            byte[] difference = Difference.Amplify(pair.There, pair.Here, Math.Max(pair.Largest, 1.0 / byte.MaxValue));
            Append(html, pair, difference, pair.Largest > 0 ? $"difference, at most {PageText.Number(pair.Largest)} of the range" : "no difference");
            html.Append($"<p class=\"question\">{Markup.Text(pair.Where)}</p></article>\n");
        }
        return html.Append(Charts(curves, there, here)).ToString();
    }

    static void Append(StringBuilder html, PicturePair pair, byte[] pixels, string what) => html.Append(
        $"<figure>{Markup.Image(Png.Encode(pixels, pair.Channels, pair.Height, pair.Width), $"{what}: {pair.Where}")}<figcaption>{Markup.Text(what)}</figcaption></figure>\n");

    static string Charts(IReadOnlyList<CurvePair> curves, string thereName, string hereName)
    {
        string charts = string.Concat(curves.Select(curve => Chart(curve, thereName, hereName)));
        return charts.Length == 0 ? "" : $"<div class=\"charts\">\n{charts}</div>\n";
    }

    static string Chart(CurvePair pair, string thereName, string hereName)
    {
        List<ChartPoint> there = Thinned(pair.There), here = Thinned(pair.Here);
        string title = pair.Parts is { } step ? $"{pair.Where}; the two part at step {step}" : $"{pair.Where}; the two are the same";
        var chart = new LineChart(
            title, "optimizer step", pair.Where.Split(": ")[^1], Axis.Around(there.Concat(here).Select(point => point.X), XTicks),
            Axis.Around(there.Concat(here).Select(point => point.Y), YTicks), pair.Parts);
        return chart.Draw([new ChartSeries(thereName, there), new ChartSeries(hereName, here)]);
    }

    static List<ChartPoint> Thinned(IReadOnlyList<(long Step, double Value)> curve)
    {
        int width = Math.Max(1, (curve.Count + MostPoints - 1) / MostPoints);
        return [.. curve.Chunk(width).Select(chunk => new ChartPoint(chunk.Average(point => (double)point.Step), chunk.Average(point => point.Value)))];
    }
}
