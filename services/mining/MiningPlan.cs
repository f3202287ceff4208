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
        IReadOnlyList<NamedArtifact> models =
        [
            UpstreamArtifacts.Dataset(situation, parameters.Data),
            .. UpstreamArtifacts.Model(situation, parameters.Model, "model"),
            .. UpstreamArtifacts.Model(situation, parameters.Reference ?? parameters.Model, "reference"),
        ];
        return
        [
            .. Shares(situation).Select(share => new PlannedItem(
                Name(share.Number),
                ParameterJson.Write(new MiningWork
                {
                    Samples = share.Samples,
                    Attack = parameters.Attack,
                    Batch = parameters.Batch,
                    MaxNewTokens = parameters.MaxNewTokens,
                }),
                [.. models, .. UpstreamArtifacts.Shard(situation, parameters.Data, share.Number)])),
        ];
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Math.Max(1, Shares(situation).Count);

    /// <inheritdoc/>
    public IReadOnlyList<NamedArtifact> Outputs(StageSituation situation) =>
    [
        .. Shares(situation).SelectMany(share => situation.Finished[Name(share.Number)].Select(
            output => new NamedArtifact($"{output.Role}/{share.Number}", output.Artifact))),
        .. UpstreamArtifacts.AllShards(situation, ((MiningParameters)situation.Parameters).Data),
        UpstreamArtifacts.Dataset(situation, ((MiningParameters)situation.Parameters).Data),
    ];

    // Shares differ by at most one sample; shards beyond the number of samples get none and no item.
    private static List<(string Number, int Samples)> Shares(StageSituation situation)
    {
        var parameters = (MiningParameters)situation.Parameters;
        IReadOnlyList<string> numbers = UpstreamArtifacts.ShardNumbers(situation, parameters.Data);
        return
        [
            .. numbers
                .Select((number, place) => (number, Samples: Share(place + 1) - Share(place)))
                .Where(share => share.Samples > 0),
        ];

        int Share(int place) => (int)((long)parameters.Samples * place / numbers.Count);
    }

    private static string Name(string number) => $"shard-{number}";
}
