using Rampart.Contracts;

namespace Rampart.Coordination.Tests.Coordination;

/// <summary>Several runs and a pool of workers that take orders from one queue in the order in which they were sent.</summary>
public sealed class FairnessTests
{
    static string Wide(int items) => $"name: wide\nstages:\n  wide: {{ kind: shards, items: {items} }}\n";

    /// <summary>Executes orders, one after the other, until none is left; returns the run of each in the order of execution.</summary>
    static async Task<IReadOnlyList<string>> Work(CoordinatedRuns runs, Action<int>? before = null)
    {
        var executed = new List<string>();
        for (int next = 0; next < runs.Outbox.Orders.Count; next++)
        {
            before?.Invoke(next);
            executed.Add(runs.Outbox.Orders[next].RunId);
            await runs.Answer(runs.Outbox.Orders[next]);
        }
        return executed;
    }

    [Fact]
    public async Task A_small_run_that_comes_after_a_large_one_gets_its_share_of_the_workers_and_not_what_is_left()
    {
        using var runs = new CoordinatedRuns(window: 16);
        await runs.Begin("large-1", Wide(1000));
        await runs.Begin("small-1", Wide(40));
        await runs.Start("large-1");
        await runs.Start("small-1");

        IReadOnlyList<string> executed = await Work(runs);

        // Half of the workers once the large run's first window has drained: 16 items, and two for each of its own.
        Assert.InRange(executed.ToList().LastIndexOf("small-1"), 40, 16 + (2 * 40) + 16);
        Assert.Equal(1040, executed.Count);
    }

    [Fact]
    public async Task A_run_of_twice_the_priority_advances_twice_as_fast()
    {
        using var runs = new CoordinatedRuns(window: 12);
        await runs.Begin("usual-1", Wide(600), priority: 10);
        await runs.Begin("urgent-1", Wide(600), priority: 20);
        await runs.Start("usual-1");
        await runs.Start("urgent-1");

        IReadOnlyList<string> executed = await Work(runs);

        Assert.InRange(executed.Skip(30).Take(300).Count(run => run == "urgent-1"), 190, 210);
    }

    [Fact]
    public async Task All_runs_together_stay_within_the_window_and_none_is_left_without_an_item()
    {
        using var runs = new CoordinatedRuns(window: 8);
        for (int run = 0; run < 5; run++)
        {
            await runs.Begin($"wide-{run}", Wide(50 + run));
            await runs.Start($"wide-{run}");
        }
        // Eight places, and the one that each later run gets although none is free.
        Assert.Equal([8, 1, 1, 1, 1], Enumerable.Range(0, 5).Select(run => runs.Outbox.Orders.Count(order => order.RunId == $"wide-{run}")));

        await Work(runs, next => Assert.InRange(runs.Outbox.Orders.Count - next, 0, next < 8 ? 12 : 8));

        Assert.Equal(5, runs.Outbox.Told.Count(told => told.Outcome == RunOutcome.Completed));
    }

    [Fact]
    public async Task The_places_of_a_run_that_ends_go_to_those_that_wait_for_them()
    {
        using var runs = new CoordinatedRuns(window: 8);
        await runs.Begin("a-1", Wide(100));
        await runs.Begin("b-1", Wide(100));
        await runs.Start("a-1");
        await runs.Start("b-1");
        Assert.Equal(1, runs.Outbox.Orders.Count(order => order.RunId == "b-1"));

        await runs.Say("a-1", new RunMessage.Happened(new RunCancelled("enough")));

        Assert.Equal(8, runs.Outbox.Orders.Count(order => order.RunId == "b-1"));
    }

    [Fact]
    public async Task The_places_that_a_draining_stage_does_not_use_go_to_another_run()
    {
        using var runs = new CoordinatedRuns(window: 8);
        await runs.Begin("a-1", "name: a\nstages:\n  one: { kind: chain, segments: 9 }\n");
        await runs.Begin("b-1", Wide(100));
        await runs.Start("a-1");
        await runs.Start("b-1");

        Assert.Equal(7, runs.Outbox.Orders.Count(order => order.RunId == "b-1"));
    }

    [Fact]
    public async Task A_run_of_ten_thousand_shards_has_no_more_than_the_window_on_the_queues()
    {
        using var runs = new CoordinatedRuns(window: 64);
        await runs.Start(await runs.Begin("wide-1", Wide(10_000)));

        Assert.Equal(64, runs.Outbox.Orders.Count);
    }
}
