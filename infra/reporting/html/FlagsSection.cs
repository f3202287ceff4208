using System.Text;
using Rampart.Contracts;

namespace Rampart.Reporting.Html;

/// <summary>The signs of gradient masking that were looked for, and those that were seen.</summary>
static class FlagsSection
{
    public static string Render(EvaluationResults evaluation)
    {
        if (evaluation.Flags.Count == 0)
        {
            return "<p>No sign of gradient masking was seen. What is looked for is listed in <code>infra/docs/flags.md</code>.</p>\n";
        }
        var html = new StringBuilder("<ul class=\"flags\">\n");
        foreach (var flag in evaluation.Flags)
        {
            html.Append($"<li><strong>{Markup.Text(flag.Id)}</strong> on {Markup.Text(flag.Model)}, {Markup.Text(flag.Task)}: {Markup.Text(flag.Message)} ");
            html.Append($"<small>See <code>infra/docs/flags.md#{Markup.Text(flag.Id)}</code>.</small></li>\n");
        }
        return html.Append("</ul>\n").ToString();
    }
}
