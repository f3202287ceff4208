namespace Rampart.Contracts;

/// <summary>A work item was computed again and its stored result could not be confirmed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Failure">Where the two results part, or why there is no second one.</param>
/// <param name="Generation">The generation of the order, so that a late disagreement does not end a run that has been reopened since.</param>
public sealed record WorkItemDisagreed(string RunId, string Stage, string Item, string ExecutionKey, Failure Failure, int Generation);
