using Rampart.Contracts;
using Rampart.Pipeline.Triggers;

namespace Rampart.Retraining.Tests.Sources;

public sealed class DueTimesTests
{
    static readonly DateTimeOffset Saturday = new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero);

    static IEnumerable<string> Since(DateTimeOffset? lastDue, TimeSpan later, params Schedule[] schedules)
    {
        IReadOnlyList<TriggerCause> due = DueTimes.Since("toy", new TriggerParameters { On = schedules }, lastDue, Saturday, Saturday + later);
        Assert.Equal(due.Count, due.Select(cause => cause.Id).Distinct().Count());
        return due.Select(cause => cause.Subject);
    }

    [Fact]
    public void Times_that_were_missed_are_handed_in_late_and_none_from_before_the_watch_was_defined() => Assert.Equal(
        ["2026-03-28T03:00:00Z", "2026-03-29T03:00:00Z"], Since(null, TimeSpan.FromDays(2), new Schedule { Cron = "0 3 * * *" }));

    [Fact]
    public void A_time_is_handed_in_once() => Assert.Equal(
        ["2026-03-29T03:00:00Z"], Since(Saturday.AddHours(3), TimeSpan.FromDays(2), new Schedule { Cron = "0 3 * * *" }));

    [Fact]
    public void Three_oclock_is_another_instant_after_the_clocks_have_changed() => Assert.Equal(
        ["2026-03-28T02:00:00Z", "2026-03-29T01:00:00Z"], Since(null, TimeSpan.FromDays(2), new Schedule { Cron = "0 3 * * *", Zone = "Europe/Berlin" }));

    [Fact]
    public void Schedules_that_are_due_together_are_one_cause() => Assert.Single(
        Since(null, TimeSpan.FromHours(4), new Schedule { Cron = "0 3 * * *" }, new Schedule { Cron = "0 */3 * * *" }));

    [Fact]
    public void After_a_long_pause_the_latest_times_are_enough() =>
        Assert.Equal(1_000, Since(null, TimeSpan.FromDays(30), new Schedule { Cron = "* * * * *" }).Count());
}
