using System.Globalization;
using System.Text;
using Rampart.Contracts;
using Rampart.Reporting.Charts;

namespace Rampart.Reporting.Html;

/// <summary>Per task: the table of clean and robust accuracy, and robust accuracy against the radius.</summary>
static class ResultsSection
{
    public static string Render(IReadOnlyList<ResultRow> rows)
    {
        var html = new StringBuilder();
        foreach (var task in rows.Select(row => row.Task).Distinct())
        {
            AppendTask(html, task, [.. rows.Where(row => row.Task == task)]);
        }
        return html.ToString();
    }

    static void AppendTask(StringBuilder html, string task, IReadOnlyList<ResultRow> rows)
    {
        var columns = rows.Select(row => (row.Attack, row.Epsilon)).Distinct().ToList();
        var models = rows.Select(row => row.Model).Distinct().ToList();
        html.Append(CultureInfo.InvariantCulture, $"<h3>{Markup.Text(task)}, % right of {rows[0].N} samples, ± standard error</h3>\n<div class=\"scroll\"><table><thead><tr><th>model</th>");
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
        AppendCurve(html, task, rows, models);
    }

    static void AppendCurve(StringBuilder html, string task, IReadOnlyList<ResultRow> rows, IReadOnlyList<string> models)
    {
        foreach (var attack in rows.Select(row => row.Attack).OfType<string>().Distinct())
        {
            var series = models.Select(model => new ChartSeries(model, [.. rows
                .Where(row => row.Model == model && (row.Attack is null || row.Attack == attack))
                .OrderBy(row => row.Epsilon ?? 0)
                .Select(row => new ChartPoint(255 * (row.Epsilon ?? 0), 100 * row.Value, 100 * row.Stderr))])).ToList();
            var chart = new LineChart(
                $"{task}: accuracy under {attack} against the radius of the attack.", "radius, 255ths of the pixel range", "accuracy, %",
                Axis.Around(series.SelectMany(line => line.Points).Select(point => point.X), 8), new Axis(0, 100, 20));
            html.Append(chart.Draw(series));
        }
    }
}
