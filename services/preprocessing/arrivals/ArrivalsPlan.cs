using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>
/// One item that notes the reference; then one per shard, which depends on its own files alone and so stays done when others arrive; then one
/// that compares the shards with each other.
/// </summary>
public sealed class ArrivalsPlan : IStagePlan
{
    private const string ReferenceItem = "reference", AdmissionItem = "admission";
    private const int FurtherItems = 2;

    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (ArrivalsParameters)situation.Parameters;
        var shards = new ArrivedShards(situation);
        bool referred = situation.Finished.ContainsKey(ReferenceItem);
        bool inspected = referred && shards.All.All(shard => situation.Finished.ContainsKey(Inspection(shard.Name)));
        return new ItemSequence(
            1 + (referred ? shards.All.Count : 0) + (inspected ? 1 : 0),
            place => place == 0 ? ReferenceItem : place <= shards.All.Count ? Inspection(shards.All[place - 1].Name) : AdmissionItem,
            (place, _) => place == 0 ? Reference(situation, parameters)
                : place <= shards.All.Count ? Inspect(situation, parameters, shards.All[place - 1])
                : Admit(situation, parameters, shards));
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => new ArrivedShards(situation).All.Count + FurtherItems;

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation)
    {
        string reference = ((ArrivalsParameters)situation.Parameters).Reference, admitted = ArrivalsParameters.Part + ".";
        return situation.Finished[AdmissionItem]
            .Select(output => output.Role.StartsWith(admitted, StringComparison.Ordinal) ? output with { Role = ShardRole.AsPart(output.Role) } : output)
            .Append(UpstreamArtifacts.Dataset(situation, reference))
            .Append(UpstreamArtifacts.Tokenizer(situation, reference));
    }

    private static string Inspection(string shard) => $"inspection-{shard}";

    private static PlannedItem Reference(StageSituation situation, ArrivalsParameters parameters) => new(
        ReferenceItem,
        Json(new ReferenceWork { LabelReference = parameters.Checks.LabelReference }),
        [.. UpstreamShards.Of(situation, parameters.Reference).All()]);

    private static PlannedItem Inspect(StageSituation situation, ArrivalsParameters parameters, ArrivedShard shard)
    {
        NamedArtifact reference = situation.Finished[ReferenceItem].Single(output => output.Role == ArrivalRoles.Reference);
        var work = new InspectionWork
        {
            Shard = shard.Name,
            Captions = parameters.Captions,
            Questions = parameters.Questions,
            Dialogues = parameters.Dialogues,
            Safety = parameters.Safety,
            Checks = parameters.Checks,
        };
        return new PlannedItem(
            Inspection(shard.Name), Json(work), [.. Files(shard), UpstreamArtifacts.Dataset(situation, parameters.Reference), reference]);
    }

    private static IEnumerable<NamedArtifact> Files(ArrivedShard shard)
    {
        if (shard.Images is { } images)
        {
            yield return new NamedArtifact(ArrivalRoles.Images, images);
        }

        if (shard.Labels is { } labels)
        {
            yield return new NamedArtifact(ArrivalRoles.Labels, labels);
        }
    }

    private static PlannedItem Admit(StageSituation situation, ArrivalsParameters parameters, ArrivedShards shards) => new(
        AdmissionItem,
        Json(new AdmissionWork { NearDuplicateBits = parameters.Checks.NearDuplicateBits }),
        [
            .. shards.Refused is { } refused ? [new NamedArtifact(ArrivalRoles.Refused, refused)] : Array.Empty<NamedArtifact>(),
            .. shards.All.SelectMany(shard => situation.Finished[Inspection(shard.Name)].Select(output => new NamedArtifact(
                output.Role.StartsWith(ArrivalRoles.Shard + ".", StringComparison.Ordinal)
                    ? $"{ArrivalRoles.Of(ArrivalRoles.Shard, shard.Name)}{output.Role[ArrivalRoles.Shard.Length..]}"
                    : ArrivalRoles.Of(output.Role, shard.Name),
                output.Artifact))),
        ]);

    private static System.Text.Json.JsonElement Json(ArrivalsWork work) => ParameterJson.Write(work);
}
