namespace Rampart.Contracts;

/// <summary>A work item can't be executed because one of its inputs, which an earlier item made, is missing or damaged.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Artifact">The input that is gone. Whoever made it makes it again; then this item's turn comes once more.</param>
public sealed record WorkItemBlocked(string RunId, string Stage, string Item, string ExecutionKey, ArtifactRef Artifact);
