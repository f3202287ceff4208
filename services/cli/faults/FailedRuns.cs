using Rampart.Artifacts;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Coordination;

namespace Rampart.Cli.Faults;

/// <summary>Runs that failed. The run's id names the fault: all its failed items are tried again together.</summary>
/// <param name="logs">The logs of all runs.</param>
/// <param name="send">Sends the command to go on.</param>
/// <param name="reason">Why another attempt may succeed.</param>
sealed class FailedRuns(IRunLogStore logs, Func<RetryRun, CancellationToken, Task> send, string reason) : IFaultSource
{
    public const string SourceName = "run";

    public async Task<IReadOnlyList<Fault>> ListAsync(CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        foreach (string id in await logs.ListAsync(cancellation))
        {
            if (await logs.LastAsync(id, cancellation) is { Event: RunFailed { Failure: var failure } } last)
            {
                faults.Add(new Fault(id, SourceName, last.Time, failure.What, failure.Where, failure.Fix));
            }
        }
        return [.. faults.OrderBy(fault => fault.Time)];
    }

    public async Task<IReadOnlyDictionary<string, string>?> ShowAsync(string id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { Ending.Failure: { } failure } run)
        {
            return null;
        }
        var all = new OrderedDictionary<string, string>
        {
            ["run"] = run.Id,
            ["failed"] = $"{run.Log[^1].Time:u}",
            ["what"] = failure.What,
            ["where"] = failure.Where,
            ["fix"] = failure.Fix,
        };
        foreach (ItemFailed item in run.Failed)
        {
            all[$"item {item.Stage} {item.Item}"] = $"{item.Failure.What} ({item.Failure.Where}) {item.Failure.Fix} [{item.ExecutionKey}]";
        }
        return all;
    }

    public async Task<bool> RetryAsync(string id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } run)
        {
            return false;
        }
        await send(new RetryRun(run.Id, reason), cancellation);
        return true;
    }

    public async Task<bool> DiscardAsync(string id, CancellationToken cancellation) => await FindAsync(id, cancellation) is { } run
        ? throw new UsageException($"run {run.Id} is kept: its log is the record of what happened. Only dead letters can be discarded.")
        : false;

    async Task<RunReading?> FindAsync(string id, CancellationToken cancellation) =>
        RunIds.IsValid(id) && await logs.LastAsync(id, cancellation) is { Event: RunFailed } ? await RunReading.FindAsync(logs, id, cancellation) : null;
}
