using System.Globalization;
using System.Text;

namespace Rampart.Reporting.Html;

/// <summary>What produced these figures: run, machine, stages with their times, and the whole resolved pipeline.</summary>
static class ProvenanceSection
{
    public static string Render(RunResults results)
    {
        var run = results.Run;
        var html = new StringBuilder("<dl>\n");
        Append(html, "run", run.Id);
        Append(html, "pipeline digest", run.PipelineDigest);
        Append(html, "code", run.CodeVersion);
        Append(html, "numerics", run.Numerics);
        Append(html, "machine", $"{run.Fingerprint.Processor}, {run.Fingerprint.InstructionSet}, {run.Fingerprint.Device}");
        Append(html, "libraries", $"{run.Fingerprint.TensorLibrary}, {run.Fingerprint.LinearAlgebra}");
        Append(html, "seed", run.Seed.ToString(CultureInfo.InvariantCulture));
        Append(html, "started", run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        if (run.Trigger is { } trigger)
        {
            Append(html, "started by", trigger);
        }
        Append(html, "took", Duration(run.Duration.TotalSeconds));
        if (run.Verification is { } verification)
        {
            Append(html, "verified", verification);
        }
        html.Append("</dl>\n");
        AppendStages(html, results.Stages);
        html.Append($"<details><summary>The resolved pipeline.yaml</summary><pre>{Markup.Text(results.PipelineYaml)}</pre></details>\n");
        return html.ToString();
    }

    static void AppendStages(StringBuilder html, IReadOnlyList<StageSummary> stages)
    {
        html.Append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>stage</th><th>kind</th><th class=\"n\">items</th><th class=\"n\">from cache</th><th class=\"n\">compute</th></tr></thead><tbody>\n");
        foreach (var stage in stages)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Markup.Text(stage.Name)}</th><td>{Markup.Text(stage.Kind)}</td><td class=\"n\">{stage.Items.Count}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{stage.Items.Count(item => item.Cached)}</td><td class=\"n\">{Duration(stage.Seconds)}</td></tr>\n");
        }
        html.Append("</tbody></table></div>\n<details><summary>Execution keys</summary><pre>");
        foreach (var stage in stages)
        {
            foreach (var item in stage.Items)
            {
                html.Append(Markup.Text($"{item.ExecutionKey}  {stage.Name} {item.Name}\n"));
            }
        }
        html.Append("</pre></details>\n");
    }

    static void Append(StringBuilder html, string term, string value) =>
        html.Append($"<dt>{Markup.Text(term)}</dt><dd>{Markup.Text(value)}</dd>\n");

    static string Duration(double seconds) => seconds >= 60
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):F0} min {seconds % 60:F0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s");
}
