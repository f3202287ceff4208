using Rampart.Contracts;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>One item: how much is replayed depends on how much is new.</summary>
public sealed class MixturePlan : IStagePlan
{
    private const string Item = "mix";

    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation)
    {
        var parameters = (MixtureParameters)situation.Parameters;
        if (UpstreamArtifacts.Dataset(situation, parameters.Old) != UpstreamArtifacts.Dataset(situation, parameters.New))
        {
            throw new StageException(
                $"'{parameters.Old}' and '{parameters.New}' have other classes, images or templates.", situation.Name, $"Let the arrivals refer to '{parameters.Old}'.");
        }

        MixtureWork work = new() { Replay = parameters.Replay, ShardSize = parameters.ShardSize };
        return
        [
            new PlannedItem(
                Item,
                ParameterJson.Write(work),
                [
                    .. UpstreamShards.Of(situation, parameters.Old).All(MixtureStage.Old),
                    .. UpstreamShards.Of(situation, parameters.New).All(MixtureStage.New),
                ]),
        ];
    }

    /// <inheritdoc/>
    public int Count(StageSituation situation) => 1;

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation)
    {
        string old = ((MixtureParameters)situation.Parameters).Old, mixed = MixtureParameters.Part + ".";
        return situation.Finished[Item]
            .Select(output => output.Role.StartsWith(mixed, StringComparison.Ordinal) ? output with { Role = ShardRole.AsPart(output.Role) } : output)
            .Append(UpstreamArtifacts.Dataset(situation, old))
            .Append(UpstreamArtifacts.Tokenizer(situation, old));
    }
}
