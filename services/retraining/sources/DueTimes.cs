using Rampart.Contracts;
using Rampart.Pipeline.Triggers;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>The clock of a watch: the times of its schedules that have come.</summary>
static class DueTimes
{
    // After a year's pause of a schedule that is due every minute, the latest of them tell enough.
    const int Most = 1_000;

    /// <summary>The times that have come since the last that was handed in, or since the watch was defined as it is.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="rules">Its triggers.</param>
    /// <param name="lastDue">The last time that was handed in; null when none was.</param>
    /// <param name="defined">When the watch was defined as it is.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<TriggerCause> Since(
        string watch, TriggerParameters rules, DateTimeOffset? lastDue, DateTimeOffset defined, DateTimeOffset now)
    {
        DateTimeOffset after = lastDue > defined ? lastDue.Value : defined;
        return
        [
            .. rules.On.OfType<Schedule>().SelectMany(schedule => schedule.Due(after, now).TakeLast(Most)).Distinct().Order().TakeLast(Most)
                .Select(due => Causes.Due(watch, due)),
        ];
    }
}
