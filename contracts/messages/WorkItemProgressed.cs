namespace Rampart.Contracts;

/// <summary>A work item is under way. For people only; may be lost, repeated or late.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Unit">What is counted: <c>samples</c>, <c>steps</c>, ...</param>
public sealed record WorkItemProgressed(string RunId, string Stage, string Item, long Done, long Total, string Unit);
