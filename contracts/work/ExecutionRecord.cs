namespace Rampart.Contracts;

/// <summary>The circumstances of one execution, kept beside the manifest so that results stay pure.</summary>
/// <param name="ExecutionKey">The work that was executed.</param>
/// <param name="RunId">For which run.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Worker">Host name and process id.</param>
public sealed record ExecutionRecord(
    string ExecutionKey, string RunId, string Stage, string Item, DateTimeOffset StartedAt, TimeSpan Duration, string Worker);
