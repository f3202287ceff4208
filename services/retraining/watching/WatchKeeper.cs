using Rampart.Artifacts;
using Rampart.Coordination;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>
/// Does what is to be done about a watch, one step after the other: counts samples, plans a run, begins it, notes its end. Every step can be
/// done again, by this process after a restart or by another at the same time, without anything happening twice.
/// </summary>
sealed class WatchKeeper(
    Watched watched, WatchLog log, SampleCounts samples, RunStarter starter, IRunLogStore runs, IWatchObserver observer, RetrainingOptions options, TimeProvider time)
{
    DateTimeOffset _nextCheck, _nextAttempt;
    TriggeredRun? _followed;
    TriggerDecision _last = new TriggerDecision.Nothing();

    /// <summary>Does what is to be done now.</summary>
    public async Task StepAsync(CancellationToken cancellation)
    {
        WatchState state = await log.ReadAsync(cancellation);
        TellEnd(state);
        if (state.UnderWay is { } run)
        {
            await (run.Begun ? LookAfterAsync(run, cancellation) : BeginAsync(run, state, cancellation));
            return;
        }
        if (watched.Rules.MinimumSamples > 0 && await samples.CountAsync(state.Pending, cancellation) is { Count: > 0 } counted)
        {
            await log.CountedAsync(counted, cancellation);
        }
        await DecideAsync(cancellation);
    }

    async Task DecideAsync(CancellationToken cancellation)
    {
        (TriggerDecision decision, WatchState state) = await log.DecideAsync(
            situation => TriggerPolicy.Decide(watched.Rules, situation, time.GetUtcNow()),
            watched.Definition.Number,
            number => RunOpening.PlannedId(watched.Pipeline, number),
            cancellation);
        if (decision is TriggerDecision.Start && state.UnderWay is { } planned)
        {
            observer.Planned(watched.Name, planned);
            await BeginAsync(planned, state, cancellation);
        }
        else if (decision is TriggerDecision.Wait wait && decision != _last)
        {
            observer.Waits(watched.Name, state.Pending.Count, wait);
        }
        _last = decision;
    }

    async Task BeginAsync(TriggeredRun run, WatchState state, CancellationToken cancellation)
    {
        if (time.GetUtcNow() < _nextAttempt)
        {
            return;
        }
        try
        {
            await starter.BeginAsync(watched.Name, run, [.. state.Planned.Select(pending => pending.Cause)], cancellation);
            await log.BegunAsync(run.Number, cancellation);
            Follow(run);
        }
        catch (Exception e) when (e is ArtifactException or PipelineException or RegistryException or TriggerException)
        {
            // Its causes stay with it, and it begins as soon as somebody has put right what is in its way.
            _nextAttempt = time.GetUtcNow() + options.Pause;
            await log.DelayedAsync(run.Number, e.Message, cancellation);
            if (e.Message != run.Delay)
            {
                observer.Failed(watched.Name, $"beginning run {run.RunId}", e);
            }
        }
    }

    async Task LookAfterAsync(TriggeredRun run, CancellationToken cancellation)
    {
        if (_followed?.Number != run.Number)
        {
            // Begun before this process was there. Whoever had it in hand may be gone; one that is in hand stays as it is.
            await starter.TakeUpAsync(run.RunId, cancellation);
            Follow(run);
        }
        if (time.GetUtcNow() < _nextCheck)
        {
            return;
        }
        _nextCheck = time.GetUtcNow() + options.RunCheck;
        if (await runs.LastAsync(run.RunId, cancellation) is { } last && RunOutcome.Of(last.Event) is { } outcome)
        {
            await log.EndedAsync(run.Number, outcome, cancellation);
        }
    }

    void Follow(TriggeredRun run)
    {
        _followed = run;
        observer.Begun(watched.Name, run);
    }

    void TellEnd(WatchState state)
    {
        if (_followed is { } run && state.Runs.FirstOrDefault(known => known.Number == run.Number)?.Outcome is { } outcome)
        {
            observer.Ended(watched.Name, run, outcome);
            _followed = null;
        }
    }
}
