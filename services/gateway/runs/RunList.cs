using System.Collections.Concurrent;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Investigation;

namespace Rampart.Gateway.Runs;

/// <summary>All runs of the store in lines. The log of a run is read again only when it has grown.</summary>
sealed class RunList(IRunLogStore logs)
{
    readonly ConcurrentDictionary<string, (long Sequence, RunSummary Summary)> _known = new();

    /// <summary>The runs, the latest first.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<RunSummary>> ReadAsync(string? state, int most, CancellationToken cancellation)
    {
        var runs = new List<RunSummary>();
        foreach (string id in await logs.ListAsync(cancellation))
        {
            if (await FindAsync(id, cancellation) is { } run && (state is null || run.State == state))
            {
                runs.Add(run);
            }
        }
        return [.. runs.OrderByDescending(run => run.StartedAt).ThenBy(run => run.Id, StringComparer.Ordinal).Take(most)];
    }

    async Task<RunSummary?> FindAsync(string id, CancellationToken cancellation)
    {
        RunLogEntry? last = await logs.LastAsync(id, cancellation);
        if (last is null)
        {
            return null;
        }
        if (_known.TryGetValue(id, out var known) && known.Sequence == last.Sequence)
        {
            return known.Summary;
        }
        RunReading run = await RunReading.FindAsync(logs, id, cancellation);
        var summary = RunSummary.Of(run);
        _known[id] = (run.Log[^1].Sequence, summary);
        return summary;
    }
}
