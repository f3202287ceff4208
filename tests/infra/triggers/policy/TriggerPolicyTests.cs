using Rampart.Contracts;
using Rampart.Pipeline.Triggers;

namespace Rampart.Triggers.Tests.Policy;

public sealed class TriggerPolicyTests
{
    static readonly TriggerCause Due = Causes.Due("toy", Some.Noon), Asked = Causes.Manual("1", "ada", "", CauseChannels.Api, Some.Noon);

    static TriggerDecision Decide(TriggerParameters rules, WatchSituation situation, double seconds) => TriggerPolicy.Decide(rules, situation, Some.After(seconds));

    static void StartsAt(double seconds, TriggerParameters rules, WatchSituation situation)
    {
        var wait = Assert.IsType<TriggerDecision.Wait>(Decide(rules, situation, seconds - 0.001));
        Assert.Equal(Some.After(seconds), wait.Until);
        Assert.IsType<TriggerDecision.Start>(Decide(rules, situation, seconds));
    }

    [Fact]
    public void Nothing_happens_without_a_cause() => Assert.IsType<TriggerDecision.Nothing>(Decide(Some.Rules, Some.Situation(), 1e6));

    [Fact]
    public void A_run_starts_when_nothing_new_has_come_for_the_debounce_window() =>
        StartsAt(14, Some.Rules, Some.Situation(Some.Pending("a"), Some.Pending("b", seconds: 4)));

    [Fact]
    public void What_keeps_coming_does_not_put_a_run_off_for_longer_than_the_longest_wait() =>
        StartsAt(20, Some.Rules with { MaximumWaitSeconds = 20 }, Some.Situation(Some.Pending("a"), Some.Pending("b", seconds: 19)));

    [Fact]
    public void One_runs_at_a_time_and_what_comes_meanwhile_waits()
    {
        WatchSituation busy = Some.Situation(Some.Pending("a"), Some.Pending(Asked)) with { UnderWay = "toy-1" };
        Assert.Null(Assert.IsType<TriggerDecision.Wait>(Decide(Some.Rules, busy, 1e6)).Until);
    }

    [Fact]
    public void Runs_keep_the_least_time_between_their_starts() =>
        StartsAt(50, Some.Rules with { MinimumIntervalSeconds = 60 }, Some.Situation(Some.Pending("a")) with { LastStart = Some.After(-10) });

    [Fact]
    public void Too_few_samples_wait_for_more_and_for_the_longest_wait_at_most()
    {
        TriggerParameters rules = Some.Rules with { MinimumSamples = 100 };
        StartsAt(3600, rules, Some.Situation(Some.Pending("a", samples: 60), Some.Pending("b")));
        StartsAt(15, rules, Some.Situation(Some.Pending("a", samples: 60), Some.Pending("b", seconds: 5, samples: 40)));
    }

    [Fact]
    public void A_quorum_counts_the_two_files_of_a_pair_once_and_only_together()
    {
        TriggerParameters rules = Some.Rules with { Quorum = 2 };
        PendingCause images = Some.Pending("a-images-idx3-ubyte.gz"), labels = Some.Pending("a-labels-idx1-ubyte.gz"), half = Some.Pending("b-images-idx3-ubyte");
        StartsAt(3600, rules, Some.Situation(images, labels));
        StartsAt(3600, rules, Some.Situation(images, labels, half));
        StartsAt(10, rules, Some.Situation(images, labels, half, Some.Pending("b-labels-idx1-ubyte")));
    }

    [Fact]
    public void Every_pattern_must_have_met_a_shard()
    {
        TriggerParameters rules = Some.Rules with { Shards = ["camera-1/*", "camera-2/*"] };
        StartsAt(3600, rules, Some.Situation(Some.Pending("camera-1/x"), Some.Pending("camera-1/y")));
        StartsAt(10, rules, Some.Situation(Some.Pending("camera-1/x"), Some.Pending("camera-2/x")));
    }

    [Fact]
    public void A_delivery_ends_with_its_marker_which_is_no_shard()
    {
        TriggerParameters rules = Some.Rules with { Marker = "_COMPLETE", Quorum = 1 };
        StartsAt(3600, rules, Some.Situation(Some.Pending("day-1/x")));
        StartsAt(3600, rules, Some.Situation(Some.Pending("day-1/_COMPLETE")));
        StartsAt(10, rules, Some.Situation(Some.Pending("day-1/x"), Some.Pending("day-1/_COMPLETE")));
    }

    [Fact]
    public void What_is_no_data_waits_for_no_data() =>
        StartsAt(10, Some.Rules with { MinimumSamples = 100, Marker = "_COMPLETE" }, Some.Situation(Some.Pending("a", seconds: -5), Some.Pending(Due)));

    [Fact]
    public void No_run_starts_in_the_quiet_hours_not_even_one_that_has_waited_longest()
    {
        TriggerParameters rules = Some.Rules with { QuietHours = new QuietHours { From = "11:30", Until = "12:30" }, MaximumWaitSeconds = 60 };
        StartsAt(30 * 60, rules, Some.Situation(Some.Pending("a")));
    }

    [Fact]
    public void Who_asks_by_hand_gets_a_run_at_once()
    {
        TriggerParameters rules = Some.Rules with { QuietHours = new QuietHours { From = "11:30", Until = "12:30" }, MinimumIntervalSeconds = 1e6, MinimumSamples = 9 };
        Assert.IsType<TriggerDecision.Start>(Decide(rules, Some.Situation(Some.Pending("a"), Some.Pending(Asked)) with { LastStart = Some.Noon }, 0));
    }
}
