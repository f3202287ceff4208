using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Puts together what keeps a watch.</summary>
sealed class WatchProcesses(
    WatchLogs logs, PipelineReader reader, RunStarter starter, IRunLogStore runs, ITriggerInbox inbox, EndedRunCauses endedRuns, ArrivalPlaces places,
    IWatchObserver observer, RetrainingOptions options, TimeProvider time) : IWatchKeeping
{
    public Task KeepAsync(string name, WatchDefinition definition, CancellationToken cancellation)
    {
        Watched watched = Watched.Read(name, definition, reader);
        WatchLog log = logs[name];
        var samples = new SampleCounts([.. definition.Places.Select(place => places.Open(place.Place, place.Prefix))]);
        var keeper = new WatchKeeper(watched, log, samples, starter, runs, observer, options, time);
        var process = new WatchProcess(watched, log, keeper, inbox, new EndedRunScan(runs, endedRuns, watched), places, observer, options, time);
        return process.RunAsync(cancellation);
    }
}
