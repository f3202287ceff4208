using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>An item and what is executed of it.</summary>
/// <param name="Recorded">The item as it was recorded.</param>
/// <param name="Order">What is executed: the recorded order, unless something is changed on purpose.</param>
sealed record PlannedReplay(RecordedItem Recorded, WorkOrder Order)
{
    /// <summary>The item as it was ordered.</summary>
    public static PlannedReplay Of(RecordedItem recorded) => new(recorded, recorded.Order);
}
