using FsCheck;
using FsCheck.Fluent;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

public sealed class CreditSharesTests
{
    static void ForAll(Action<int, List<CreditClaim>> rule)
    {
        var claims = Gen.Choose(1, 100).Zip(Gen.Choose(0, 200)).Select(pair => new CreditClaim(pair.Item1, pair.Item2)).ListOf().Select(list => list.Take(40).ToList());
        Prop.ForAll(Gen.Choose(1, 300).Zip(claims).ToArbitrary(), pair => rule(pair.Item1, pair.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void The_sum_stays_within_the_window_unless_there_are_more_runs_than_places() => ForAll((window, runs) =>
        Assert.True(CreditShares.Of(window, runs).Sum() <= Math.Max(window, runs.Count(run => run.Demand > 0))));

    [Fact]
    public void No_run_gets_more_than_it_can_use_and_none_that_can_use_a_place_gets_none() => ForAll((window, runs) =>
        Assert.All(CreditShares.Of(window, runs).Zip(runs), pair => Assert.InRange(pair.First, Math.Min(1, pair.Second.Demand), pair.Second.Demand)));

    [Fact]
    public void No_place_stays_free_while_a_run_can_use_it() => ForAll((window, runs) =>
    {
        var shares = CreditShares.Of(window, runs);

        Assert.True(shares.Sum() >= Math.Min(window, runs.Sum(run => run.Demand)));
    });

    [Fact]
    public void Runs_that_want_more_have_places_in_proportion_to_their_priorities() => ForAll((window, runs) =>
    {
        var hungry = CreditShares.Of(window, runs).Zip(runs).Where(pair => pair.First < pair.Second.Demand).ToList();

        // As near as whole places allow: nobody has so many that another would, with one place more, still have fewer for its priority.
        Assert.All(hungry, one => Assert.All(hungry.Where(other => other.First > 1), other =>
            Assert.True((one.First + 1.0) / one.Second.Priority >= (double)other.First / other.Second.Priority)));
    });

    [Fact]
    public void The_share_of_a_run_does_not_shrink_when_the_window_grows() => ForAll((window, runs) =>
        Assert.All(CreditShares.Of(window, runs).Zip(CreditShares.Of(window + 1, runs)), pair => Assert.True(pair.First <= pair.Second)));

    [Fact]
    public void Twice_the_priority_gives_twice_the_places() =>
        Assert.Equal([20, 40], CreditShares.Of(60, [new CreditClaim(10, 1000), new CreditClaim(20, 1000)]));

    [Fact]
    public void What_a_small_run_does_not_use_goes_to_the_large_one() =>
        Assert.Equal([3, 61], CreditShares.Of(64, [new CreditClaim(100, 3), new CreditClaim(1, 1000)]));
}
