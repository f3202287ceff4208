using Rampart.Reporting.Html;

namespace Rampart.Reporting;

/// <summary>Writes a run's report files: <c>report.html</c>, <c>results.json</c>, <c>results.md</c> and <c>junit.xml</c>.</summary>
public static class ReportFolder
{
    /// <summary>Writes all files into <paramref name="folder"/> (made if missing), each atomically, replacing older ones.</summary>
    public static void Write(RunResults results, string folder)
    {
        Directory.CreateDirectory(folder);
        Replace(folder, "report.html", HtmlReport.Render(results));
        Replace(folder, "results.json", ResultsJson.Render(results));
        Replace(folder, "results.md", ResultsMarkdown.Render(results));
        Replace(folder, "junit.xml", GatesJUnit.Render(results));
    }

    static void Replace(string folder, string name, string text)
    {
        var temporary = Path.Combine(folder, $".{name}.tmp");
        File.WriteAllText(temporary, text);
        File.Move(temporary, Path.Combine(folder, name), overwrite: true);
    }
}
