using System.Text.Json;
using Rampart.Contracts;
using Rampart.Investigation;

namespace Rampart.Cli.Investigation;

/// <summary>A lineage for programs: the whole graph; artifacts and steps are named by their places.</summary>
static class LineageJson
{
    public static object Of(Lineage lineage) => new
    {
        Run = lineage.Run.Id,
        lineage.Run.Started.CodeVersion,
        ArrivedAt = lineage.Run.Log[0].Time,
        lineage.Run.Started.Trigger,
        lineage.Target,
        lineage.PassedOnBy,
        Artifacts = lineage.Artifacts.Select(artifact => new
        {
            artifact.Role, artifact.Artifact.Digest, artifact.Artifact.Size, artifact.Artifact.MediaType, MadeBy = artifact.Maker, artifact.Source, Gone = artifact.IsGone,
        }),
        Steps = lineage.Steps.Select(step => new
        {
            step.Id.Stage,
            step.Id.Item,
            step.ExecutionKey,
            step.Cached,
            Parameters = step.Parameters is null ? (JsonElement?)null : JsonElement.Parse(step.Parameters),
            step.Inputs,
            step.Outputs,
            ManifestGone = step.IsManifestGone,
            step.CodeVersion,
            step.Fingerprint,
            Computed = Computed(step.Circumstances),
            step.Messages!.Order,
            step.Messages.Answer,
        }),
        JournalDamage = lineage.Damage,
    };

    static object? Computed(ExecutionRecord? record) => record is null
        ? null
        : new { record.RunId, record.Stage, record.Item, record.Worker, record.StartedAt, DurationSeconds = record.Duration.TotalSeconds };
}
