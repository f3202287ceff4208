using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

/// <summary>Both halves of a planning at once.</summary>
static class PlannerExtensions
{
    public static (IReadOnlyList<WorkOrder> Commands, RunEvent? Ending) Next(this Planner planner, RunState state, Outstanding outstanding, int window)
    {
        var step = planner.Look(state, outstanding);
        return (step.Ending is null ? planner.Choose(step.State, outstanding, window - outstanding.Count) : [], step.Ending);
    }
}
