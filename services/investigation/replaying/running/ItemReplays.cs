using System.Collections.Concurrent;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Replaying;

/// <summary>Replays items, several at once. What they say does not depend on how many.</summary>
sealed class ItemReplays(ReplayContext context, InputCheck check)
{
    readonly ItemReplay _replay = new(context.Execution, context.Store, context.Sandbox, check, context.Time);
    int _executions;

    /// <summary>How many items were executed so far.</summary>
    public int Executions => _executions;

    /// <summary>
    /// Replays all of them; the reports stand in the same order. An item with a damaged input waits until the sandbox has that input, made
    /// again by the item that made it.
    /// </summary>
    public async Task<IReadOnlyList<ItemReport>> RunAsync(IReadOnlyList<PlannedReplay> items, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        var reports = new ItemReport[items.Count];
        int done = 0;
        for (List<int> open = [.. Enumerable.Range(0, items.Count)]; open.Count > 0; open = [.. open.Where(place => IsHealed(reports[place]))])
        {
            await RunAsync(items, open, reports, place => progress.Report(new ReplayProgress(
                Interlocked.Increment(ref done), items.Count, items[place].Order.Stage, items[place].Order.Item)), cancellation);
        }
        return reports;
    }

    // Whether it was not executed for damaged inputs, which the sandbox has by now.
    bool IsHealed(ItemReport report) =>
        report.Verdict == ItemVerdict.DamagedInput && report.Damage.All(damaged => context.Sandbox.Holds(damaged.Artifact));

    async Task RunAsync(IReadOnlyList<PlannedReplay> items, IEnumerable<int> places, ItemReport[] reports, Action<int> done, CancellationToken cancellation)
    {
        var shortOfMemory = new ConcurrentBag<int>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(places, parallel, async (place, c) =>
        {
            try
            {
                reports[place] = await RunAsync(items[place], c);
                if (!IsHealed(reports[place]))
                {
                    done(place);
                }
            }
            catch (Exception e) when (MemoryShortage.Is(e))
            {
                shortOfMemory.Add(place);
            }
        });
        // Perhaps there is enough for each of them alone.
        foreach (int place in shortOfMemory.Order())
        {
            context.Warm.Clear();
            reports[place] = await RunAloneAsync(items[place], cancellation);
            done(place);
        }
    }

    async Task<ItemReport> RunAloneAsync(PlannedReplay item, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(item, cancellation);
        }
        catch (Exception e) when (MemoryShortage.Is(e))
        {
            return ItemReplay.WithoutMemory(item.Recorded, item.Order);
        }
    }

    async Task<ItemReport> RunAsync(PlannedReplay item, CancellationToken cancellation)
    {
        ItemReport report = await _replay.RunAsync(item.Recorded, item.Order, Unheard.StageProgress, cancellation);
        if (report.Seconds is not null)
        {
            Interlocked.Increment(ref _executions);
        }
        return report;
    }
}
