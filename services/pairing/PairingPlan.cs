using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Pairing;

/// <summary>One item per shard of mined examples.</summary>
public sealed class PairingPlan : IStagePlan
{
    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (PairingParameters)situation.Parameters;
        string chooser = parameters.Chosen == ChosenBy.Reference ? parameters.Reference! : parameters.Model;
        IReadOnlyList<NamedArtifact> models =
        [
            UpstreamArtifacts.Named(situation, parameters.Mined, "dataset", "dataset"),
            .. UpstreamArtifacts.Model(situation, parameters.Model, "model"),
            .. UpstreamArtifacts.Model(situation, chooser, "chooser"),
        ];
        JsonElement work = ParameterJson.Write(new PairingWork { Batch = parameters.Batch, MaxNewTokens = parameters.MaxNewTokens, Temperature = parameters.Temperature });
        MinedShards shards = MinedShards.Of(situation, parameters.Mined);
        return new ItemSequence(
            shards.Count, place => Name(shards[place]), (place, name) => new PlannedItem(name, work, [.. models, .. shards.Shard(place)]));
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Math.Max(1, Shards(situation).Count);

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation)
    {
        MinedShards shards = Shards(situation);
        return Enumerable.Range(0, shards.Count)
            .Select(place => shards[place])
            .Where(number => situation.Finished.ContainsKey(Name(number)))
            .SelectMany(number => situation.Finished[Name(number)], (number, output) => new NamedArtifact($"{output.Role}/{number}", output.Artifact));
    }

    /// <inheritdoc/>
    /// <remarks>A shard less means fewer pairs; a pair and its perturbation come from one item, so none is left half.</remarks>
    public bool Tolerates(StageSituation situation, IReadOnlyCollection<string> failed) =>
        failed.Count <= ((PairingParameters)situation.Parameters).FailedShards;

    private static MinedShards Shards(StageSituation situation) => MinedShards.Of(situation, ((PairingParameters)situation.Parameters).Mined);

    private static string Name(string number) => $"shard-{number}";
}
