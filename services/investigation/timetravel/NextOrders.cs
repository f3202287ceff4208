using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Investigation;

/// <summary>What the planner would have done next in a run.</summary>
/// <param name="Ready">How many items could be ordered that were not under way.</param>
/// <param name="First">The first of them, the most urgent first.</param>
/// <param name="Ending">How the run would have ended, if nothing was left to do: <c>completed</c> or <c>failed</c>.</param>
public sealed record NextOrders(int Ready, IReadOnlyList<WorkOrder> First, string? Ending)
{
    /// <summary>What follows from a snapshot.</summary>
    /// <param name="snapshot">The run as it was.</param>
    /// <param name="underWay">What had been ordered and not settled, as far as that is known; it is not ordered again.</param>
    /// <param name="pipeline">The run's pipeline.</param>
    /// <param name="catalog">The kinds of stage.</param>
    /// <param name="most">How many orders are wanted at most.</param>
    public static NextOrders Of(
        RunSnapshot snapshot, IEnumerable<WorkUnderWay> underWay, PipelineDefinition pipeline, StageCatalog catalog, int most)
    {
        var planner = new Planner(pipeline, catalog);
        RunState state = planner.Settle(snapshot.State);
        var outstanding = new Outstanding();
        foreach (WorkUnderWay work in underWay)
        {
            if (planner.Find(state, work.Id) is { } order)
            {
                outstanding.Add(order, work.Since);
            }
        }
        PlanStep step = planner.Look(state, outstanding);
        return step.Ending switch
        {
            null when state.Ending is null => new NextOrders(step.Ready, planner.Choose(step.State, outstanding, most), null),
            null => new NextOrders(0, [], null),
            RunCompleted => new NextOrders(0, [], "completed"),
            _ => new NextOrders(0, [], "failed"),
        };
    }
}
