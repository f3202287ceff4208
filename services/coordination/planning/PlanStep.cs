using Rampart.Contracts;

namespace Rampart.Coordination.Planning;

/// <summary>How a run goes on.</summary>
/// <param name="State">The state that was looked at, with stages that turned out to be complete summarised. Go on from this one.</param>
/// <param name="Ready">How many items can be ordered now that are not outstanding.</param>
/// <param name="Ending">The event that ends the run, <see cref="RunCompleted"/> or <see cref="RunFailed"/>; null while it goes on.</param>
public sealed record PlanStep(RunState State, int Ready, RunEvent? Ending)
{
    /// <summary>Whether the run's model is to be promoted or rejected before the run ends.</summary>
    public bool Promotes { get; init; }
}
