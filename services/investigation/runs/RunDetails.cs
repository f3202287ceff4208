using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>All that a run's log and the records of its items tell, for machines.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>completed</c>, <c>failed</c>, <c>cancelled</c>, or <c>open</c> when it is running or was interrupted.</param>
/// <param name="Failure">Why it failed, if it did.</param>
/// <param name="StartedAt">When its log began.</param>
/// <param name="DurationSeconds">From the first entry of its log to the last.</param>
/// <param name="Reopened">How often it was reopened after it had failed.</param>
/// <param name="Started">How it was started.</param>
/// <param name="Failed">The items that failed for good.</param>
/// <param name="Verified">The results that were verified.</param>
/// <param name="Unverified">How many results have to be verified yet.</param>
/// <param name="Promotion">What was decided about its model; null when nothing was.</param>
/// <param name="Determinism">What each kind of stage promises about two executions of the same work.</param>
/// <param name="Items">The items that have a result.</param>
public sealed record RunDetails(
    string Id, string State, Failure? Failure, DateTimeOffset StartedAt, double DurationSeconds, int Reopened, RunStarted Started,
    IReadOnlyList<ItemFailed> Failed, IReadOnlyList<ItemVerified> Verified, int Unverified, PromotionDecided? Promotion, IReadOnlyDictionary<string, string> Determinism,
    IReadOnlyList<RunItem> Items)
{
    /// <summary>Reads the records of a run's items.</summary>
    /// <param name="run">The run.</param>
    /// <param name="results">Where the records are.</param>
    /// <param name="determinism">What each kind of stage promises.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<RunDetails> ReadAsync(
        RunReading run, IResultStore results, IReadOnlyDictionary<string, string> determinism, CancellationToken cancellation)
    {
        var items = new List<RunItem>();
        foreach (ItemCompleted item in run.Items)
        {
            ExecutionRecord? record = await results.FindRecordAsync(item.ExecutionKey, cancellation);
            items.Add(new RunItem(item.Stage, item.Item, item.ExecutionKey, item.Cached, record, item.Outputs));
        }
        return new RunDetails(
            run.Id, run.State, run.Ending?.Failure, run.Log[0].Time, run.Duration.TotalSeconds, run.Reopened, run.Started,
            run.Failed, run.Verified, run.Unverified, run.Promotion, determinism, items);
    }
}

/// <summary>An item that has a result.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Item">The item's name within the stage.</param>
/// <param name="ExecutionKey">The work.</param>
/// <param name="Cached">Whether the result was there before.</param>
/// <param name="Record">The circumstances of the execution that made it, if recorded.</param>
/// <param name="Outputs">What it produced.</param>
public sealed record RunItem(string Stage, string Item, string ExecutionKey, bool Cached, ExecutionRecord? Record, IReadOnlyList<NamedArtifact> Outputs);
