using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>What to do next in a run.</summary>
/// <param name="State">The state that was planned for, with stages that turned out to be finished summarised. Go on from this one.</param>
/// <param name="Commands">The items to order now, the most urgent first; empty when nothing can be added.</param>
/// <param name="Ending">The event that ends the run, <see cref="RunCompleted"/> or <see cref="RunFailed"/>; null while it goes on.</param>
public sealed record PlanStep(RunState State, IReadOnlyList<WorkOrder> Commands, RunEvent? Ending);
