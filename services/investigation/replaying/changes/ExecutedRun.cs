using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation.Replaying;

/// <summary>What came of a run that was executed in the sandbox.</summary>
/// <param name="Items">Every item, in the order in which it finished.</param>
/// <param name="Failure">Why it could not be brought to its end; null when it was.</param>
sealed record ExecutedRun(IReadOnlyList<ExecutedItem> Items, Failure? Failure);

/// <summary>An item of it.</summary>
/// <param name="Order">What was ordered.</param>
/// <param name="Outputs">What it produced; null when it failed.</param>
/// <param name="Seconds">How long its execution took; null when a recorded result answered it.</param>
/// <param name="Failure">How it failed, when it did.</param>
sealed record ExecutedItem(WorkOrder Order, IReadOnlyList<NamedArtifact>? Outputs, double? Seconds, Failure? Failure)
{
    public ItemId Id => new(Order.Stage, Order.Item);

    /// <summary>What a run's log would say of it.</summary>
    public RunEvent Event => Outputs is not null
        ? new ItemCompleted(Order.Stage, Order.Item, Order.ExecutionKey, Outputs, Cached: Seconds is null)
        : new ItemFailed(Order.Stage, Order.Item, Order.ExecutionKey, Failure!);
}
