using System.Collections.Immutable;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>What is known of a watch: the fold over its log. Which causes it has seen is kept apart (<see cref="KnownCauses"/>).</summary>
public sealed record WatchState
{
    // Older ones are in the log.
    const int RunsKept = 100;

    /// <summary>Of which nothing is known.</summary>
    public static readonly WatchState Empty = new();

    /// <summary>How many entries it is the fold of.</summary>
    public int Sequence { get; init; }

    /// <summary>How many causes were handed in ever.</summary>
    public long Accepted { get; init; }

    /// <summary>The causes that wait for a run, in the order in which they were handed in.</summary>
    public ImmutableList<PendingCause> Pending { get; init; } = [];

    /// <summary>The causes of the run that is planned and not begun; empty otherwise.</summary>
    public ImmutableList<PendingCause> Planned { get; init; } = [];

    /// <summary>The last runs, the latest last.</summary>
    public ImmutableList<TriggeredRun> Runs { get; init; } = [];

    /// <summary>The latest of the times that were due; null when none was.</summary>
    public DateTimeOffset? LastDue { get; init; }

    /// <summary>The run that was planned last, as long as it has not ended.</summary>
    public TriggeredRun? UnderWay => Runs.LastOrDefault() is { IsUnderWay: true } run ? run : null;

    /// <summary>What a decision depends on.</summary>
    public WatchSituation Situation => new(Pending, UnderWay?.RunId, Runs.LastOrDefault()?.Planned);

    /// <summary>The number of the next run.</summary>
    public int NextNumber => (Runs.LastOrDefault()?.Number ?? 0) + 1;

    /// <summary>The state after a further entry.</summary>
    /// <exception cref="TriggerException">It does not follow from those before: somebody changed the log.</exception>
    internal WatchState With(WatchEntry entry)
    {
        WatchState next = this with { Sequence = entry.Sequence };
        return entry.Event switch
        {
            _ when entry.Sequence != Sequence + 1 => throw Broken(entry),
            CausesAccepted accepted => next.Accept(accepted.Causes, entry.Time),
            SamplesCounted counted => next with { Pending = [.. Pending.Select(cause => Counted(cause, counted.Samples))] },
            RunPlanned planned when UnderWay is null && planned.Number == NextNumber && Pending.Count > 0 => next.Plan(planned, entry.Time),
            RunDelayed delayed when UnderWay is { Begun: false } run && run.Number == delayed.Number => next.Latest(run with { Delay = delayed.What }),
            RunBegun begun when UnderWay is { Begun: false } run && run.Number == begun.Number =>
                next.Latest(run with { Begun = true, Delay = null }) with { Planned = [] },
            RunEnded ended when UnderWay is { Begun: true } run && run.Number == ended.Number => next.Latest(run with { Outcome = ended.Outcome }),
            _ => throw Broken(entry),
        };
    }

    WatchState Accept(IReadOnlyList<TriggerCause> causes, DateTimeOffset time) => this with
    {
        Accepted = Accepted + causes.Count,
        Pending = Pending.AddRange(causes.Select(cause => new PendingCause(cause, time, null))),
        LastDue = causes.Where(cause => cause.Kind == CauseKinds.Schedule).Select(cause => (DateTimeOffset?)cause.Time).Append(LastDue).Max(),
    };

    WatchState Plan(RunPlanned planned, DateTimeOffset time)
    {
        var run = new TriggeredRun(planned.Number, planned.RunId, planned.Definition, planned.Why, Pending.Count, time);
        return this with { Pending = [], Planned = Pending, Runs = [.. Runs.TakeLast(RunsKept - 1), run] };
    }

    WatchState Latest(TriggeredRun run) => this with { Runs = Runs.SetItem(Runs.Count - 1, run) };

    static PendingCause Counted(PendingCause cause, IReadOnlyDictionary<string, long> samples) =>
        samples.TryGetValue(cause.Cause.Id, out long count) ? cause with { Samples = count } : cause;

    static TriggerException Broken(WatchEntry entry) => new(
        $"Entry {entry.Sequence} of a watch's log does not follow from those before. The documents below triggers/log were changed from outside; restore them.");
}
