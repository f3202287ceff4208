using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination.Planning;

/// <summary>How far a run is, for people.</summary>
/// <param name="RunId">The run; empty before it has started.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Stages">Every stage in the order in which they run.</param>
/// <param name="FailedItems">The items that failed for good, tolerated or not, in the order of stages and names.</param>
/// <param name="Failure">Why the run failed, when it did.</param>
public sealed record RunOverview(
    string RunId, string State, IReadOnlyList<StageOverview> Stages, IReadOnlyList<FailedItem> FailedItems, Failure? Failure)
{
    /// <summary>Looks at a run.</summary>
    public static RunOverview Of(PipelineDefinition pipeline, StageCatalog catalog, RunState state)
    {
        var word = (state.Started, state.Ending) switch
        {
            (null, _) => "waiting",
            (_, null) => "running",
            (_, RunCompleted) => "completed",
            (_, RunCancelled) => "cancelled",
            _ => "failed",
        };
        state = new Planner(pipeline, catalog).Settle(state);
        var unverified = state.Verification.Pending.Keys.CountBy(item => item.Stage).ToDictionary(StringComparer.Ordinal);
        var stages = pipeline.Stages
            .Select(stage => StageOverview.Of(stage, catalog[stage.Kind], state, unverified.GetValueOrDefault(stage.Name))).ToList();
        var failed = pipeline.Stages.SelectMany(stage => state[stage.Name].Failed
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => new FailedItem(stage.Name, item.Key, item.Value)));
        return new RunOverview(state.Started?.RunId ?? "", word, stages, [.. failed], (state.Ending as RunFailed)?.Failure);
    }
}

/// <summary>An item that failed for good.</summary>
/// <param name="Stage">The flat name of its stage.</param>
/// <param name="Item">Its name.</param>
/// <param name="Failure">Why.</param>
public sealed record FailedItem(string Stage, string Item, Failure Failure);
