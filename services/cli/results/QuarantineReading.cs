using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Preprocessing;
using Rampart.Stages;

namespace Rampart.Cli.Results;

/// <summary>What a stage of a run let in and kept out.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Admission">How many.</param>
/// <param name="Entries">What was kept out.</param>
sealed record QuarantineReading(string Stage, AdmissionReport Admission, IReadOnlyList<QuarantinedSample> Entries)
{
    // As the artifacts have it, but for eyes.
    public static readonly JsonSerializerOptions Json = new(StageJson.Options) { WriteIndented = true };

    /// <summary>Reads them of every stage whose admission has finished, in the order in which they did.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifacts">Its artifacts.</param>
    /// <param name="reason">Which entries; all unless given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">An artifact is missing or damaged.</exception>
    public static async Task<IReadOnlyList<QuarantineReading>> ReadAsync(
        RunReading run, IArtifactStore artifacts, string? reason, CancellationToken cancellation)
    {
        var stages = new List<QuarantineReading>();
        foreach (ItemCompleted item in run.Items)
        {
            if (Find(item, AdmissionReport.Role) is { } admission && Find(item, "quarantine") is { } quarantine)
            {
                IReadOnlyList<QuarantinedSample> entries = JsonLines.Read<QuarantinedSample>(await artifacts.InspectAsync(quarantine, cancellation), $"{item.Stage}/quarantine");
                stages.Add(new QuarantineReading(
                    item.Stage,
                    StageJson.Read<AdmissionReport>(await artifacts.InspectAsync(admission, cancellation), $"{item.Stage}/admission"),
                    [.. entries.Where(entry => reason is null || QuarantinedSample.WordOf(entry.Reason) == reason)]));
            }
        }
        return stages;
    }

    static ArtifactRef? Find(ItemCompleted item, string role) => item.Outputs.FirstOrDefault(output => output.Role == role)?.Artifact;
}
