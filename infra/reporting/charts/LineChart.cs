using System.Globalization;
using System.Net;
using System.Text;

namespace Rampart.Reporting.Charts;

/// <summary>Draws lines as inline SVG. Colours come from the page's style sheet (classes <c>s0</c>, <c>s1</c>, ...), so that the chart follows light, dark and print.</summary>
/// <param name="Title">What the chart shows, read out by screen readers.</param>
/// <param name="XLabel">Name and unit of the x axis.</param>
/// <param name="YLabel">Name and unit of the y axis.</param>
/// <param name="X">The x axis.</param>
/// <param name="Y">The y axis.</param>
/// <param name="Mark">A place on the x axis that a line across the chart marks; null for none.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, Axis X, Axis Y, double? Mark = null)
{
    const double Width = 640, Height = 300, Left = 56, Right = 14, Top = 12, Bottom = 44;

    /// <summary>The SVG element, with a legend below it.</summary>
    public string Draw(IReadOnlyList<ChartSeries> series)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure class=\"chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Encode(Title)}\">");
        AppendGrid(svg);
        for (var i = 0; i < series.Count; i++)
        {
            AppendSeries(svg, series[i], i);
        }
        if (Mark is { } mark)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"mark\" d=\"M{Across(mark):F1} {Top}V{Height - Bottom}\"/>");
        }
        svg.Append("</svg><figcaption>").Append(Encode(Title));
        for (var i = 0; i < series.Count && series.Count > 1; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $" <span class=\"key s{i}\">{Encode(series[i].Name)}</span>");
        }
        return svg.Append("</figcaption></figure>\n").ToString();
    }

    void AppendGrid(StringBuilder svg)
    {
        foreach (var tick in Y.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{Left} {Down(tick):F1}H{Width - Right}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Down(tick) + 4:F1}\" text-anchor=\"end\">{tick:0.####}</text>");
        }
        foreach (var tick in X.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Across(tick):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{tick:0.####}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">{Encode(XLabel)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" transform=\"translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Encode(YLabel)}</text>");
    }

    void AppendSeries(StringBuilder svg, ChartSeries series, int index)
    {
        var points = series.Points.Where(point => double.IsFinite(point.Y)).ToList();
        if (points.Count == 0)
        {
            return;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"s{index}\"><path class=\"line\" d=\"");
        for (var i = 0; i < points.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{Across(points[i].X):F1} {Down(points[i].Y):F1}");
        }
        svg.Append("\"/>");
        foreach (var point in points.Where(point => point.Error > 0))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line\" d=\"M{Across(point.X):F1} {Down(point.Y - point.Error):F1}V{Down(point.Y + point.Error):F1}\"/>");
        }
        if (points.Count <= 20)
        {
            foreach (var point in points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Across(point.X):F1}\" cy=\"{Down(point.Y):F1}\" r=\"4\"/>");
            }
        }
        svg.Append("</g>");
    }

    double Across(double value) => Left + X.Position(value) * (Width - Left - Right);

    double Down(double value) => Height - Bottom - Math.Clamp(Y.Position(value), 0, 1) * (Height - Top - Bottom);

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
