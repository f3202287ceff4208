using FsCheck;
using FsCheck.Fluent;
using Rampart.Pipeline.Triggers;

namespace Rampart.Triggers.Tests.Policy;

public sealed class TriggerPolicyProperties
{
    // Rules, when causes came, when a run started last, and the time, all in minutes around noon.
    static void ForAll(Action<TriggerParameters, WatchSituation, DateTimeOffset> rule)
    {
        var minutes = Gen.Choose(0, 3000);
        var rules =
            from samples in Gen.Choose(0, 3)
            from quorum in Gen.Choose(0, 3)
            from debounce in Gen.Choose(0, 60)
            from wait in Gen.Choose(60, 2000)
            from interval in Gen.Choose(0, 2000)
            from quiet in Gen.Elements<QuietHours?>(null, new QuietHours { From = "22:00", Until = "06:00" }, new QuietHours { From = "00:00", Until = "23:59", Zone = "Europe/Berlin" })
            select Some.Rules with
            {
                MinimumSamples = samples, Quorum = quorum, DebounceSeconds = 60 * debounce, MaximumWaitSeconds = 60 * wait, MinimumIntervalSeconds = 60 * interval, QuietHours = quiet,
            };
        var cases =
            from chosen in rules
            from came in minutes.NonEmptyListOf()
            from last in Gen.Choose(-3000, 3000)
            from now in Gen.Choose(0, 9000)
            select (chosen, came, last, now);
        Prop.ForAll(cases.ToArbitrary(), c => rule(
            c.chosen,
            new WatchSituation([.. c.came.Order().Select((minute, index) => Some.Pending($"{index}", 60 * minute, samples: 1))], null, c.last > 0 ? null : Some.After(60 * c.last)),
            Some.After(60 * c.now))).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void Who_waits_until_the_time_that_was_told_starts_then_and_not_before() => ForAll((rules, situation, now) =>
    {
        if (TriggerPolicy.Decide(rules, situation, now) is TriggerDecision.Wait { Until: { } until })
        {
            Assert.True(until > now);
            Assert.IsType<TriggerDecision.Start>(TriggerPolicy.Decide(rules, situation, until));
            Assert.IsType<TriggerDecision.Wait>(TriggerPolicy.Decide(rules, situation, until.AddTicks(-1)));
        }
    });

    [Fact]
    public void No_cause_waits_longer_than_the_longest_wait_the_interval_and_the_quiet_hours_make_it() => ForAll((rules, situation, _) =>
    {
        DateTimeOffset longest = situation.Pending[0].Accepted.AddSeconds(rules.MaximumWaitSeconds);
        DateTimeOffset allowed = situation.LastStart?.AddSeconds(rules.MinimumIntervalSeconds) is { } soonest && soonest > longest ? soonest : longest;
        DateTimeOffset last = rules.QuietHours?.FirstOpen(allowed) ?? allowed;
        Assert.IsType<TriggerDecision.Start>(TriggerPolicy.Decide(rules, situation, last));
    });

    [Fact]
    public void No_run_starts_in_quiet_hours_or_before_the_interval_has_passed() => ForAll((rules, situation, now) =>
    {
        if (TriggerPolicy.Decide(rules, situation, now) is TriggerDecision.Start)
        {
            Assert.Equal(now, rules.QuietHours?.FirstOpen(now) ?? now);
            Assert.True(situation.LastStart is not { } last || now >= last.AddSeconds(rules.MinimumIntervalSeconds));
        }
    });
}
