namespace Rampart.Contracts;

/// <summary>A work item has a result, stored under its execution key.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Outputs">What it produced.</param>
/// <param name="Cached">Whether the result was there before.</param>
public sealed record WorkItemCompleted(
    string RunId, string Stage, string Item, string ExecutionKey, IReadOnlyList<NamedArtifact> Outputs, bool Cached);
