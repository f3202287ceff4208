using System.Globalization;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary>Watches in words.</summary>
static class WatchText
{
    public static string Causes(long causes) => causes == 1 ? "1 cause" : string.Create(CultureInfo.InvariantCulture, $"{causes} causes");

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What a watch does at the moment.</summary>
    public static string Status(WatchState state, TriggerDecision decision) => state.UnderWay is { } run
        ? $"{(run.Begun ? "run" : "about to begin run")} {run.RunId}{(run.Delay is null ? "" : $", which can't begin yet: {run.Delay}")}"
        : decision switch
        {
            TriggerDecision.Start start => $"a run is due: {start.Why}",
            TriggerDecision.Wait { Until: { } until } wait => $"waiting until {wait.Why}, at {Time(until)}",
            _ => "nothing waits",
        };
}
