namespace Rampart.Reporting;

/// <summary>One stage of a run, for the report's provenance.</summary>
/// <param name="Name">Its name in the pipeline, for example <c>adpo/2/mine</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Items">Its finished items, in order.</param>
public sealed record StageSummary(string Name, string Kind, IReadOnlyList<ItemSummary> Items)
{
    /// <summary>The compute time of all its items, seconds.</summary>
    public double Seconds => Items.Sum(item => item.Seconds);
}

/// <summary>One finished item of a stage.</summary>
/// <param name="Name">Its name within the stage.</param>
/// <param name="ExecutionKey">The identity of its work.</param>
/// <param name="Seconds">How long its execution took (when it was executed, not when it was found in the cache).</param>
/// <param name="Cached">Whether this run found the result already there.</param>
public sealed record ItemSummary(string Name, string ExecutionKey, double Seconds, bool Cached);
