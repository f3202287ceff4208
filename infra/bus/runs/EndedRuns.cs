using Microsoft.Extensions.Hosting;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>
/// Tells the items of a run that nobody wants them any more. It knows so from the messages about ended runs, and for orders of runs that
/// ended before this process listened, from their logs.
/// </summary>
public sealed class EndedRuns(IRunLogStore logs, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // What is forgotten costs a look at a log, nothing else.
    const int Remembered = 1000;
    const int None = -1;
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    readonly Lock _gate = new();
    readonly Dictionary<string, Known> _runs = [];
    readonly Queue<string> _age = new();
    readonly List<WantedItem> _wanted = [];

    /// <summary>Cancelled when this process stops.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>An item whose token is cancelled when its run ends; dispose it when the item is done.</summary>
    public WantedItem Want(WorkOrder order)
    {
        var item = new WantedItem(this, order);
        lock (_gate)
        {
            _wanted.Add(item);
            if (EndedGeneration(order.RunId) >= order.Generation)
            {
                item.Cancel();
            }
        }
        return item;
    }

    /// <summary>Cancels what is under way for this run and this or an earlier generation, and whatever of them still comes.</summary>
    public void End(string runId, int generation)
    {
        List<WantedItem> ended;
        lock (_gate)
        {
            Remember(runId, new Known(Math.Max(generation, EndedGeneration(runId)), null));
            ended = _wanted.FindAll(item => item.Order.RunId == runId && item.Order.Generation <= generation);
        }
        ended.ForEach(item => item.Cancel());
    }

    /// <summary>Asks the run's log, unless it was asked just now, whether the run has ended; if so, its items up to this one are cancelled.</summary>
    public async Task LookAsync(WorkOrder order, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_runs.GetValueOrDefault(order.RunId) is { LookedAt: { } lookedAt } && time.GetElapsedTime(lookedAt) < Freshness)
            {
                return;
            }
        }
        RunLogEntry? last = await logs.LastAsync(order.RunId, cancellation);
        if (last?.Event is RunCompleted or RunFailed or RunCancelled)
        {
            End(order.RunId, order.Generation);
            return;
        }
        lock (_gate)
        {
            Remember(order.RunId, new Known(EndedGeneration(order.RunId), time.GetTimestamp()));
        }
    }

    internal void Forget(WantedItem item)
    {
        lock (_gate)
        {
            _wanted.Remove(item);
        }
    }

    int EndedGeneration(string runId) => _runs.GetValueOrDefault(runId)?.Ended ?? None;

    void Remember(string runId, Known known)
    {
        if (!_runs.ContainsKey(runId))
        {
            _age.Enqueue(runId);
        }
        _runs[runId] = known;
        if (_age.Count > Remembered)
        {
            _runs.Remove(_age.Dequeue());
        }
    }

    // LookedAt: when its log last said that the run goes on.
    sealed record Known(int Ended, long? LookedAt);
}
