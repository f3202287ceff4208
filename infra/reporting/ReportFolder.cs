using Rampart.Reporting.Comparison;
using Rampart.Reporting.Html;

namespace Rampart.Reporting;

/// <summary>Writes a run's report files: <c>report.html</c>, <c>results.json</c>, <c>results.md</c>, <c>junit.xml</c> and, if the pipeline asks for one, <c>comparison.md</c>.</summary>
public static class ReportFolder
{
    /// <summary>The file of the table over all models.</summary>
    public const string ComparisonFile = "comparison.md";

    /// <summary>Writes all files into <paramref name="folder"/> (made if missing), each atomically, replacing older ones.</summary>
    public static void Write(RunResults results, string folder)
    {
        Directory.CreateDirectory(folder);
        Replace(folder, "report.html", HtmlReport.Render(results));
        Replace(folder, "results.json", ResultsJson.Render(results));
        Replace(folder, "results.md", ResultsMarkdown.Render(results));
        Replace(folder, "junit.xml", GatesJUnit.Render(results));
        if (ComparisonMarkdown.Render(results) is { } comparison)
        {
            Replace(folder, ComparisonFile, comparison);
        }
    }

    static void Replace(string folder, string name, string text)
    {
        var temporary = Path.Combine(folder, $".{name}.tmp");
        File.WriteAllText(temporary, text);
        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }
}
