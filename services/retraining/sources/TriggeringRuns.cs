using System.Text.RegularExpressions;

namespace Rampart.Retraining;

/// <summary>What ids of runs tell.</summary>
static partial class TriggeringRuns
{
    /// <summary>The name of the pipeline that the run is one of; null when the id does not say.</summary>
    public static string? PipelineOf(string runId) => Id().Match(runId) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("^(?<name>.+)-[0-9a-f]{8}-t?[0-9]+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
