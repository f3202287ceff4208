namespace Rampart.Contracts;

/// <summary>A work item failed for good.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Failure">Why, and what to do.</param>
public sealed record WorkItemFailed(string RunId, string Stage, string Item, string ExecutionKey, Failure Failure);
