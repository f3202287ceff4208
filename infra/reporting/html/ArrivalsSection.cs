using System.Text;

namespace Rampart.Reporting.Html;

/// <summary>What arrived and was kept out; no section when nothing arrives for the pipeline.</summary>
static class ArrivalsSection
{
    public static string Render(IReadOnlyList<ArrivalSummary> arrivals) =>
        arrivals.Count == 0 ? "" : Markup.Section("arrivals", "What arrived", string.Concat(arrivals.Select(Table))) + "\n";

    static string Table(ArrivalSummary arrived)
    {
        var html = new StringBuilder($"<div class=\"scroll\"><table><thead><tr><th>{Markup.Text(arrived.Stage)}</th><th class=\"n\">number</th></tr></thead><tbody>\n");
        Row("shards", arrived.Shards);
        Row("samples let in", arrived.Admitted);
        Row("samples quarantined", arrived.Quarantined);
        Row("shards or files quarantined uncounted", arrived.Uncounted);
        foreach ((string reason, int entries) in arrived.Reasons)
        {
            Row($"entries for {reason}", entries);
        }
        return html.Append("</tbody></table></div>\n").ToString();

        void Row(string what, int count) => html.Append($"<tr><th scope=\"row\">{Markup.Text(what)}</th><td class=\"n\">{count}</td></tr>\n");
    }
}
