using System.Text;
using Rampart.Contracts;

namespace Rampart.Reporting.Html;

/// <summary>The figures over parts of the samples, folded: there are many, and most readers look for one.</summary>
static class SlicesSection
{
    public static string Render(IReadOnlyList<SliceRow>? slices)
    {
        if (slices is not { Count: > 0 })
        {
            return "<p>No slices were asked for.</p>\n";
        }
        var html = new StringBuilder();
        foreach (var figure in slices.GroupBy(slice => (slice.Row.Task, slice.Row.Metric)))
        {
            AppendFigure(html, FigureTitle.Of(figure.Key.Task, figure.Key.Metric), [.. figure]);
        }
        return html.ToString();
    }

    static void AppendFigure(StringBuilder html, string title, IReadOnlyList<SliceRow> slices)
    {
        var columns = slices.Select(slice => (slice.Row.Attack, slice.Row.Epsilon)).Distinct().ToList();
        html.Append($"<details><summary>{Markup.Text(title)}</summary><div class=\"scroll\"><table><thead><tr><th>slice</th><th>model</th><th class=\"n\">n</th>");
        foreach (var (attack, epsilon) in columns)
        {
            html.Append($"<th class=\"n\">{Markup.Text(Radius.Column(attack, epsilon))}</th>");
        }
        html.Append("</tr></thead><tbody>\n");
        foreach (var line in slices.GroupBy(slice => (slice.Slice, slice.Row.Model)))
        {
            html.Append($"<tr><th scope=\"row\">{Markup.Text(line.Key.Slice)}</th><td>{Markup.Text(line.Key.Model)}</td><td class=\"n\">{line.First().Row.N}</td>");
            foreach (var column in columns)
            {
                html.Append(line.FirstOrDefault(slice => (slice.Row.Attack, slice.Row.Epsilon) == column) is { Row: var row }
                    ? $"<td class=\"n\">{Markup.Percent(row.Value)} <small>± {Markup.Percent(row.Stderr)}</small></td>"
                    : "<td class=\"n\">–</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div></details>\n");
    }
}
