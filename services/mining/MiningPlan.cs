using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Mining;

/// <summary>One item per shard of the data; each attacks its share of the samples.</summary>
public sealed class MiningPlan : IStagePlan
{
    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (MiningParameters)situation.Parameters;
        UpstreamShards shards = UpstreamShards.Of(situation, parameters.Data);
        List<(int Shard, int Samples)> shares = Shares(parameters, shards.Count);
        Dictionary<int, JsonElement> works = shares.Select(share => share.Samples).Distinct()
            .ToDictionary(samples => samples, samples => Work(parameters, samples));
        IReadOnlyList<NamedArtifact> models =
        [
            UpstreamArtifacts.Dataset(situation, parameters.Data),
            .. UpstreamArtifacts.Model(situation, parameters.Model, "model"),
            .. UpstreamArtifacts.Model(situation, parameters.Reference ?? parameters.Model, "reference"),
        ];
        return new ItemSequence(
            shares.Count,
            place => Name(shards[shares[place].Shard]),
            (place, name) => new PlannedItem(name, works[shares[place].Samples], [.. models, .. shards.Shard(shares[place].Shard)]));
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation)
    {
        var parameters = (MiningParameters)situation.Parameters;
        return Math.Max(1, Shares(parameters, UpstreamShards.Of(situation, parameters.Data).Count).Count);
    }

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation)
    {
        var parameters = (MiningParameters)situation.Parameters;
        UpstreamShards shards = UpstreamShards.Of(situation, parameters.Data);
        return Shares(parameters, shards.Count)
            .Select(share => shards[share.Shard])
            .Where(number => situation.Finished.ContainsKey(Name(number)))
            .SelectMany(number => situation.Finished[Name(number)], (number, output) => new NamedArtifact($"{output.Role}/{number}", output.Artifact))
            .Concat(shards.All())
            .Append(UpstreamArtifacts.Dataset(situation, parameters.Data));
    }

    /// <inheritdoc/>
    /// <remarks>A shard less means fewer mined samples, which is what a training learns from anyway: some.</remarks>
    public bool Tolerates(StageSituation situation, IReadOnlyCollection<string> failed) =>
        failed.Count <= ((MiningParameters)situation.Parameters).FailedShards;

    private static JsonElement Work(MiningParameters parameters, int samples) => ParameterJson.Write(new MiningWork
    {
        Samples = samples,
        Attack = parameters.Attack,
        Batch = parameters.Batch,
        MaxNewTokens = parameters.MaxNewTokens,
        OrFewer = parameters.Samples is null,
    });

    // Shares differ by at most one sample; shards beyond the number of samples get none and no item.
    private static List<(int Shard, int Samples)> Shares(MiningParameters parameters, int shards)
    {
        if (parameters.Samples is not { } samples)
        {
            return [.. Enumerable.Range(0, shards).Select(shard => (shard, parameters.SamplesPerShard!.Value))];
        }

        return
        [
            .. Enumerable.Range(0, shards)
                .Select(shard => (shard, Samples: First(shard + 1) - First(shard)))
                .Where(share => share.Samples > 0),
        ];

        int First(int shard) => (int)((long)samples * shard / shards);
    }

    private static string Name(string number) => $"shard-{number}";
}
