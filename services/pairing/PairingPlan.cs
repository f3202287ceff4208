using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Pairing;

/// <summary>One item per shard of mined examples.</summary>
public sealed class PairingPlan : IStagePlan
{
    private const string Mined = "mined";

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
        var work = new PairingWork { Batch = parameters.Batch, MaxNewTokens = parameters.MaxNewTokens };
        return
        [
            .. Numbers(situation).Select(number => new PlannedItem(
                Name(number),
                ParameterJson.Write(work),
                [
                    .. models,
                    UpstreamArtifacts.Named(situation, parameters.Mined, $"{Mined}/{number}", Mined),
                    UpstreamArtifacts.Named(situation, parameters.Mined, $"data.{number}.{Shards.Pixels}", $"data.{Shards.Pixels}"),
                    UpstreamArtifacts.Named(situation, parameters.Mined, $"data.{number}.{Shards.Records}", $"data.{Shards.Records}"),
                ])),
        ];
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => Math.Max(1, Numbers(situation).Count);

    /// <inheritdoc/>
    public IReadOnlyList<NamedArtifact> Outputs(StageSituation situation) =>
    [
        .. Numbers(situation).SelectMany(number => situation.Finished[Name(number)].Select(
            output => new NamedArtifact($"{output.Role}/{number}", output.Artifact))),
    ];

    private static List<string> Numbers(StageSituation situation)
    {
        string mined = ((PairingParameters)situation.Parameters).Mined;
        return situation.Upstream.TryGetValue(mined, out IReadOnlyList<NamedArtifact>? outputs)
            ? [.. outputs
                .Where(output => output.Role.StartsWith(Mined + "/", StringComparison.Ordinal))
                .Select(output => output.Role[(Mined.Length + 1)..])
                .Order(StringComparer.Ordinal)]
            : [];
    }

    private static string Name(string number) => $"shard-{number}";
}
