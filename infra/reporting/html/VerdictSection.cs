using System.Text;
using Rampart.Contracts;

namespace Rampart.Reporting.Html;

/// <summary>The top of the page: passed or not, and each gate.</summary>
static class VerdictSection
{
    public static string Render(RunResults results)
    {
        var gates = results.Evaluation.Gates;
        var failed = gates.Count(gate => !gate.Passed);
        var verdict = (gates.Count, failed) switch
        {
            (0, _) => "Finished; no gates were set",
            (_, 0) => $"Passed: all {gates.Count} gates hold",
            _ => $"Failed: {failed} of {gates.Count} gates",
        };
        var html = new StringBuilder();
        html.Append($"<header class=\"{(results.Passed ? "passed" : "failed")}\">");
        html.Append($"<p class=\"eyebrow\">Rampart · {Markup.Text(results.Run.Pipeline)} · {Markup.Text(results.Run.Id)}</p>");
        html.Append($"<h1>{Markup.Text(verdict)}</h1>");
        html.Append($"<p>{Markup.Text(Headline(results.Evaluation.Rows))}</p>");
        html.Append(results.Run.Promotion is { } promotion ? $"<p>Model {Markup.Text(PromotionText.Of(promotion))}.</p>" : "");
        html.Append("</header>\n");
        if (gates.Count > 0)
        {
            html.Append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>Gate</th><th>verdict</th><th class=\"n\">measured, %</th><th class=\"n\">required, %</th></tr></thead><tbody>\n");
            foreach (var gate in gates)
            {
                html.Append($"<tr><td>{Markup.Text(gate.Condition)}</td>");
                html.Append(gate.Passed ? "<td class=\"yes\">✓ passed</td>" : "<td class=\"no\">✗ failed</td>");
                html.Append($"<td class=\"n\">{Markup.Percent(gate.Measured)} <small>± {Markup.Percent(gate.Stderr)}</small></td><td class=\"n\">{Markup.Percent(gate.Required)}</td></tr>\n");
            }
            html.Append("</tbody></table></div>\n");
        }
        return html.ToString();
    }

    /// <summary>The one sentence to remember: the best and the first model at the middle radius of the last task.</summary>
    static string Headline(IReadOnlyList<ResultRow> all)
    {
        List<ResultRow> rows = [.. all.Where(row => row.Metric == "accuracy")];
        if (rows.Count == 0)
        {
            return all.Count == 0 ? "Nothing was measured." : "No accuracy was measured; the figures are below.";
        }
        var task = rows[^1].Task;
        var radii = rows.Where(row => row.Task == task && row.Epsilon is not null).Select(row => row.Epsilon!.Value).Distinct().Order().ToList();
        if (radii.Count == 0)
        {
            return $"Only clean accuracy was measured ({task}).";
        }
        var radius = radii[radii.Count / 2];
        var attacked = rows.Where(row => row.Task == task && row.Epsilon == radius).ToList();
        var (first, best) = (attacked[0], attacked.MaxBy(row => row.Value)!);
        return $"Under {best.Attack} at {Radius.Name(radius)}, {best.Model} gets {Markup.Percent(best.Value)}% right ({task}); {first.Model} gets {Markup.Percent(first.Value)}%.";
    }
}
