using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination.Planning;

/// <summary>How far a stage is, for people.</summary>
/// <param name="Name">Its flat name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Done">Items finished.</param>
/// <param name="Total">Items in all.</param>
/// <param name="Cached">Items whose result was there before.</param>
/// <param name="State"><c>waiting</c> (for other stages), <c>running</c>, <c>completed</c> or <c>failed</c>.</param>
public sealed record StageOverview(string Name, string Kind, int Done, int Total, int Cached, string State)
{
    internal static StageOverview Of(PipelineStage stage, StageKind kind, RunState state)
    {
        var ledger = state[stage.Name];
        var total = ledger.Outputs is not null || state.Started is null
            ? ledger.Done
            : Math.Max(ledger.Done, kind.Plan.Count(Planner.Situation(stage, state, state.Started)));
        var word = ledger switch
        {
            { Outputs: not null } => "completed",
            { Failed.IsEmpty: false } => "failed",
            _ when state.Started is not null && stage.Links.All(link => state[link.Stage].Outputs is not null) => "running",
            _ => "waiting",
        };
        return new StageOverview(stage.Name, stage.Kind, ledger.Done, total, ledger.Cached, word);
    }
}
