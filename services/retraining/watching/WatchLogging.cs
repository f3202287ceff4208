using Microsoft.Extensions.Logging;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Logs what happens to watches.</summary>
sealed partial class WatchLogging(ILogger<WatchLogging> logger) : IWatchObserver
{
    public void Accepted(string watch, string channel, int causes) => LogAccepted(watch, causes, channel);

    public void Waits(string watch, int causes, TriggerDecision.Wait wait) => LogWaits(watch, causes, wait.Why, wait.Until);

    public void Planned(string watch, TriggeredRun run) => LogPlanned(watch, run.RunId, run.Causes, run.Why);

    public void Begun(string watch, TriggeredRun run) => LogBegun(watch, run.RunId);

    public void Ended(string watch, TriggeredRun run, string outcome) => LogEnded(watch, run.RunId, outcome);

    public void Failed(string watch, string what, Exception exception) => LogFailed(exception, watch, what);

    [LoggerMessage(LogLevel.Information, "Watch {Watch}: {Causes} new causes from {Channel}.")]
    partial void LogAccepted(string watch, int causes, string channel);

    [LoggerMessage(LogLevel.Debug, "Watch {Watch}: {Causes} causes wait until {Why}, {Until}.")]
    partial void LogWaits(string watch, int causes, string why, DateTimeOffset? until);

    [LoggerMessage(LogLevel.Information, "Watch {Watch}: run {RunId} is planned with {Causes} causes: {Why}.")]
    partial void LogPlanned(string watch, string runId, int causes, string why);

    [LoggerMessage(LogLevel.Information, "Watch {Watch}: run {RunId} has begun.")]
    partial void LogBegun(string watch, string runId);

    [LoggerMessage(LogLevel.Information, "Watch {Watch}: run {RunId} has ended: {Outcome}.")]
    partial void LogEnded(string watch, string runId, string outcome);

    [LoggerMessage(LogLevel.Warning, "Watch {Watch}: {What} did not work and is tried again.")]
    partial void LogFailed(Exception exception, string watch, string what);
}
