using Rampart.Reporting;

namespace Rampart.Cli.Results;

/// <summary>Writes a run's report into its folder and points <c>latest</c> to it.</summary>
static class ReportWriter
{
    /// <summary>The folder of the published model within a run's folder.</summary>
    public const string ModelFolder = "model";

    const string LatestName = "latest";

    /// <summary>Writes the files; returns the run's folder.</summary>
    public static string Write(RunResults results, string outFolder)
    {
        string folder = Path.GetFullPath(Path.Combine(outFolder, results.Run.Id));
        ReportFolder.Write(results, folder);
        PointLatest(outFolder, results.Run.Id);
        return folder;
    }

    static void PointLatest(string outFolder, string runId)
    {
        string latest = Path.Combine(outFolder, LatestName);
        if (new DirectoryInfo(latest) is { Exists: true, LinkTarget: null })
        {
            throw new UsageException($"{latest} is a folder, not the link to the latest run. Move it away, or choose another --out.");
        }
        File.Delete(latest);
        Directory.CreateSymbolicLink(latest, runId);
    }
}
