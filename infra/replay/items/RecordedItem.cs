using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>An item as it was ordered and as it ended.</summary>
/// <param name="Order">What was ordered.</param>
/// <param name="Source">Where the order was found.</param>
/// <param name="MessageId">The message that carried it, where the journal has it.</param>
/// <param name="Outputs">What it produced; null when it has no result.</param>
/// <param name="Failure">How it failed for good; null when it did not.</param>
/// <param name="Recorded">Under which circumstances it was computed.</param>
public sealed record RecordedItem(
    WorkOrder Order, RecordSource Source, Guid? MessageId, IReadOnlyList<NamedArtifact>? Outputs, Failure? Failure, Circumstances Recorded);
