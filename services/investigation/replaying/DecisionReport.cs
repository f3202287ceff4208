using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>A decision of the coordinator, made again by the planner from the log up to the message that led to it.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="MessageType">Its contract's name, for example <c>WorkItemCompleted</c>.</param>
/// <param name="Sequence">The log entry that the message led to; null when it led to none.</param>
/// <param name="Ignored">Why the message changed nothing, when it did not.</param>
/// <param name="Orders">What the plan orders in consequence.</param>
/// <param name="Ending">How the run ends in consequence, if it does: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Differences">Where the journal or the log says otherwise, a sentence each; empty when they agree.</param>
public sealed record DecisionReport(
    Guid MessageId, string MessageType, long? Sequence, string? Ignored, IReadOnlyList<DecidedOrder> Orders, string? Ending, IReadOnlyList<string> Differences);

/// <summary>An order that follows from a decision.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="MessageId">The message that carried it, where the journal has it.</param>
public sealed record DecidedOrder(string Stage, string Item, string ExecutionKey, Guid? MessageId);
