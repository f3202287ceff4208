using System.Threading.Channels;
using Rampart.Retraining;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary>Tells a person what happens to a watch, a line each.</summary>
sealed class WatchProgress(TextWriter writer) : IWatchObserver
{
    readonly Channel<TriggeredRun> _begun = Channel.CreateUnbounded<TriggeredRun>();

    /// <summary>The runs that have begun.</summary>
    public ChannelReader<TriggeredRun> Begun => _begun.Reader;

    public void Accepted(string watch, string channel, int causes) => Line(watch, $"{WatchText.Causes(causes)} from {channel}");

    public void Waits(string watch, int causes, TriggerDecision.Wait wait) =>
        Line(watch, $"{WatchText.Causes(causes)} waiting until {wait.Why}{(wait.Until is { } until ? $", at {WatchText.Time(until)}" : "")}");

    public void Planned(string watch, TriggeredRun run) => Line(watch, $"run {run.RunId} with {WatchText.Causes(run.Causes)}: {run.Why}");

    void IWatchObserver.Begun(string watch, TriggeredRun run) => _begun.Writer.TryWrite(run);

    public void Ended(string watch, TriggeredRun run, string outcome) => Line(watch, $"run {run.RunId} {outcome}");

    public void Failed(string watch, string what, Exception exception) => Line(watch, $"{what} did not work and is tried again: {exception.Message}");

    void Line(string watch, string text) => writer.WriteLine(Terminal.WithoutControls($"watch {watch}: {text}"));
}
