using System.Globalization;
using System.Text;
using Rampart.Contracts;
using Rampart.Reporting.Charts;

namespace Rampart.Reporting.Html;

/// <summary>Per task and figure: the table of clean and attacked values, and the values against the radius.</summary>
static class ResultsSection
{
    public static string Render(IReadOnlyList<ResultRow> rows)
    {
        var html = new StringBuilder();
        foreach (var figure in rows.GroupBy(row => (row.Task, row.Metric)))
        {
            AppendFigure(html, figure.Key.Task, figure.Key.Metric, [.. figure]);
        }
        return html.ToString();
    }

    static void AppendFigure(StringBuilder html, string task, string metric, IReadOnlyList<ResultRow> rows)
    {
        var columns = rows.Select(row => (row.Attack, row.Epsilon)).Distinct().ToList();
        var models = rows.Select(row => row.Model).Distinct().ToList();
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Markup.Text(FigureTitle.Of(task, metric))} over {FigureTitle.Samples(rows)} samples, ± standard error</h3>\n<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>model</th>");
        foreach (var (attack, epsilon) in columns)
        {
            html.Append($"<th class=\"n\">{Markup.Text(Radius.Column(attack, epsilon))}</th>");
        }
        html.Append("</tr></thead><tbody>\n");
        foreach (var model in models)
        {
            html.Append($"<tr><th scope=\"row\">{Markup.Text(model)}</th>");
            foreach (var (attack, epsilon) in columns)
            {
                var row = rows.FirstOrDefault(candidate => candidate.Model == model && candidate.Attack == attack && candidate.Epsilon == epsilon);
                html.Append(row is null
                    ? "<td class=\"n\">–</td>"
                    : $"<td class=\"n\">{Markup.Percent(row.Value)} <small>± {Markup.Percent(row.Stderr)}</small></td>");
            }
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
        AppendCurve(html, task, metric, rows, models);
    }

    static void AppendCurve(StringBuilder html, string task, string metric, IReadOnlyList<ResultRow> rows, IReadOnlyList<string> models)
    {
        // Shares fill the axis; a figure with another range, such as CIDEr, gets one of its own.
        var values = rows.All(row => row.Value <= 1) ? new Axis(0, 100, 20) : Axis.Around(rows.Select(row => 100 * row.Value).Append(0), 5);
        foreach (var attack in rows.Select(row => row.Attack).OfType<string>().Distinct())
        {
            var series = models.Select(model => new ChartSeries(model, [.. rows
                .Where(row => row.Model == model && (row.Attack is null || row.Attack == attack))
                .OrderBy(row => row.Epsilon ?? 0)
                .Select(row => new ChartPoint(255 * (row.Epsilon ?? 0), 100 * row.Value, 100 * row.Stderr))])).ToList();
            var chart = new LineChart(
                $"{task}: {metric} under {attack} against the radius of the attack.", "radius, 255ths of the pixel range", $"{metric}, {FigureTitle.Unit(metric)}",
                Axis.Around(series.SelectMany(line => line.Points).Select(point => point.X), 8), values);
            html.Append(chart.Draw(series));
        }
    }
}
