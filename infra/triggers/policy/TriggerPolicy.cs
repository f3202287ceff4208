using Rampart.Pipeline.Triggers;

namespace Rampart.Triggers;

/// <summary>Decides when a run starts: a pure function of what is known and of the time.</summary>
public static class TriggerPolicy
{
    /// <summary>What to do now.</summary>
    /// <param name="rules">The triggers of the pipeline.</param>
    /// <param name="situation">What is known.</param>
    /// <param name="now">The time.</param>
    public static TriggerDecision Decide(TriggerParameters rules, WatchSituation situation, DateTimeOffset now)
    {
        if (situation.Pending.Count == 0)
        {
            return new TriggerDecision.Nothing();
        }
        if (situation.UnderWay is { } run)
        {
            return new TriggerDecision.Wait(null, $"run {run} is under way, and one runs at a time");
        }
        if (situation.Pending.Any(pending => pending.Cause.Kind == CauseKinds.Manual))
        {
            return new TriggerDecision.Start("somebody asked");
        }
        (DateTimeOffset wanted, string why) = Wanted(rules, situation.Pending);
        if (situation.LastStart is { } last && last + Seconds(rules.MinimumIntervalSeconds) is var soonest && soonest > wanted)
        {
            (wanted, why) = (soonest, "the least time between two runs has passed");
        }
        // Asked for from now on, so that quiet which began while it waited counts too.
        DateTimeOffset asked = wanted > now ? wanted : now;
        DateTimeOffset open = rules.QuietHours?.FirstOpen(asked) ?? asked;
        return open <= now ? new TriggerDecision.Start(why) : new TriggerDecision.Wait(open, open > asked ? "the quiet hours are over" : why);
    }

    // When a run is wanted, and what will be so then.
    static (DateTimeOffset When, string Why) Wanted(TriggerParameters rules, IReadOnlyList<PendingCause> pending)
    {
        DateTimeOffset overdue = pending.Min(cause => cause.Accepted) + Seconds(rules.MaximumWaitSeconds);
        DateTimeOffset silent = pending.Max(cause => cause.Accepted) + Seconds(rules.DebounceSeconds);
        if (pending.FirstOrDefault(cause => cause.Cause.Kind != CauseKinds.DataArrived) is { } other)
        {
            return silent <= overdue ? (silent, Happened(other.Cause.Kind)) : (overdue, "the longest wait is over");
        }
        return Delivery.Of(pending).Missing(rules) is { } missing
            ? (overdue, $"the longest wait is over, though {missing}")
            : silent <= overdue ? (silent, "enough data has arrived") : (overdue, "the longest wait is over");
    }

    static string Happened(string kind) => kind switch
    {
        CauseKinds.Schedule => "it is time",
        CauseKinds.RunFinished => "another pipeline's run has ended",
        _ => "a figure is too low",
    };

    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
