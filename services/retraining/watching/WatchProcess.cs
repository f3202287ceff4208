using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Contracts;
using Rampart.Pipeline.Triggers;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Everything that goes on about a watch in one process: its places are listed, its clock ticks, ended runs are looked for, and its keeper does what follows.</summary>
sealed class WatchProcess(
    Watched watched, WatchLog log, WatchKeeper keeper, ITriggerInbox inbox, EndedRunScan endedRuns, ArrivalPlaces places, IWatchObserver observer,
    RetrainingOptions options, TimeProvider time)
{
    // A folder's new files are looked at again soon: they count once they have stayed as they are.
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Goes on until it is told to stop. What does not work is tried again.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
    [
        RepeatAsync("looking after it", () => StepAsync(cancellation), cancellation),
        .. EndedRunCauses.Pipelines(watched.Rules).Count > 0 ? [RepeatAsync("looking for ended runs", () => FindRunsAsync(cancellation), cancellation)] : Array.Empty<Task>(),
        .. watched.Rules.On.OfType<DataArrived>().Zip(watched.Definition.Places).SelectMany(pair => Scans(pair.First, pair.Second, cancellation)),
    ]);

    IEnumerable<Task> Scans(DataArrived source, WatchedPlace place, CancellationToken cancellation) =>
        from scan in new (string Channel, double Seconds)[] { (CauseChannels.Poller, source.PollSeconds), (CauseChannels.Lister, source.ReconcileSeconds) }
        where scan.Seconds > 0
        let arrivals = new ArrivalScan(places.Open(place.Place, place.Prefix), watched.Name, scan.Channel, inbox)
        select RepeatAsync($"listing {place.Place}", () => ScanAsync(arrivals, scan.Channel, TimeSpan.FromSeconds(scan.Seconds), cancellation), cancellation);

    async Task<TimeSpan> ScanAsync(ArrivalScan scan, string channel, TimeSpan interval, CancellationToken cancellation)
    {
        Tell(channel, await scan.ScanAsync(cancellation));
        return scan.IsUnsettled && Settling < interval ? Settling : interval;
    }

    async Task<TimeSpan> StepAsync(CancellationToken cancellation)
    {
        WatchState state = await log.ReadAsync(cancellation);
        if (DueTimes.Since(watched.Name, watched.Rules, state.LastDue, watched.Definition.Time, time.GetUtcNow()) is { Count: > 0 } due)
        {
            Tell(CauseChannels.Clock, await inbox.AcceptAsync(watched.Name, due, cancellation));
        }
        await keeper.StepAsync(cancellation);
        return options.Tick;
    }

    async Task<TimeSpan> FindRunsAsync(CancellationToken cancellation)
    {
        IReadOnlyList<TriggerCause> causes = await endedRuns.FindAsync(cancellation);
        Tell(CauseChannels.Lister, causes.Count == 0 ? 0 : await inbox.AcceptAsync(watched.Name, causes, cancellation));
        return options.RunCheck;
    }

    void Tell(string channel, int causes)
    {
        if (causes > 0)
        {
            observer.Accepted(watched.Name, channel, causes);
        }
    }

    async Task RepeatAsync(string what, Func<Task<TimeSpan>> work, CancellationToken cancellation)
    {
        string? told = null;
        while (true)
        {
            TimeSpan pause = options.Pause;
            try
            {
                pause = await work();
                told = null;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                if (e.Message != told)
                {
                    observer.Failed(watched.Name, what, e);
                }
                told = e.Message;
            }
            await Task.Delay(pause, time, cancellation);
        }
    }
}
