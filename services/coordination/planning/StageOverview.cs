using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination.Planning;

/// <summary>How far a stage is, for people.</summary>
/// <param name="Name">Its flat name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Done">Items finished.</param>
/// <param name="Total">Items in all.</param>
/// <param name="Cached">Items whose result was there before.</param>
/// <param name="Failed">Items that failed for good. A completed stage went on without them.</param>
/// <param name="State"><c>waiting</c> (for other stages), <c>running</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Unverified">Items whose result has to be verified yet.</param>
public sealed record StageOverview(string Name, string Kind, int Done, int Total, int Cached, int Failed, string State, int Unverified = 0)
{
    internal static StageOverview Of(PipelineStage stage, StageKind kind, RunState state, int unverified)
    {
        var ledger = state[stage.Name];
        if (ledger.IsComplete || state.Started is null)
        {
            return At(ledger.Settled, ledger.IsComplete ? "completed" : "waiting");
        }
        var situation = Planner.Situation(stage, state);
        var total = Math.Max(ledger.Settled, kind.Plan.Count(situation));
        return At(total, ledger.Failed switch
        {
            { IsEmpty: false } failed when !kind.Plan.Tolerates(situation, [.. failed.Keys]) => "failed",
            _ when stage.Links.All(link => state[link.Stage].IsComplete) => "running",
            _ => "waiting",
        });

        StageOverview At(int total, string word) =>
            new(stage.Name, stage.Kind, ledger.Done, total, ledger.Cached, ledger.Failed.Count, word, unverified);
    }
}
