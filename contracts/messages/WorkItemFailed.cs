namespace Rampart.Contracts;

/// <summary>A work item failed for good.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Failure">Why, and what to do.</param>
/// <param name="Generation">The generation of the order, so that a late failure does not end a run that has been reopened since; null when the sender does not say.</param>
public sealed record WorkItemFailed(string RunId, string Stage, string Item, string ExecutionKey, Failure Failure, int? Generation = null);
