using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.RegisteredModels;

/// <summary>Nothing to do: the model's parts were found when the run started, or another stage's model stands in.</summary>
public sealed class RegisteredModelPlan : IStagePlan
{
    /// <inheritdoc/>
    public IReadOnlyList<PlannedItem> Items(StageSituation situation) => [];

    /// <inheritdoc/>
    public int Count(StageSituation situation) => 0;

    /// <inheritdoc/>
    public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Sources.Count > 0
        ? situation.Sources.Select(source => source with { Role = source.Role[(source.Role.LastIndexOf('/') + 1)..] })
        : situation.Upstream[((RegisteredModelParameters)situation.Parameters).Otherwise!];
}
