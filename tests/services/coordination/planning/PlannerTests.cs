using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination.Tests.Planning;

public sealed class PlannerTests
{
    static readonly Outstanding Nothing = new();

    [Fact]
    public void Nothing_is_ordered_before_the_run_has_started() =>
        Assert.Empty(new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Next(RunState.Empty, Nothing, 4).Commands);

    [Fact]
    public void Parallel_chains_take_turns_and_a_chain_goes_before_the_second_item_of_a_fan()
    {
        var pipeline = Toy.Read(
            """
            name: turns
            stages:
              wide: { kind: fan, items: 9 }
              left: { kind: chain, segments: 4 }
              right: { kind: chain, segments: 4 }
            """);

        var step = new Planner(pipeline, Toy.Catalog).Next(RunState.Empty.Apply(Toy.Started), Nothing, 5);

        Assert.Equal(
            ["wide/shard-00000", "left/segment-001", "right/segment-001", "wide/shard-00001", "wide/shard-00002"],
            step.Commands.Select(order => $"{order.Stage}/{order.Item}"));
    }

    [Fact]
    public void The_stage_with_the_longest_way_to_the_end_goes_first_among_equals()
    {
        var pipeline = Toy.Read(
            """
            name: urgent
            stages:
              short: { kind: fan, items: 2 }
              long: { kind: fan, items: 2 }
              next: { kind: chain, segments: 1, after: [long] }
            """);

        var step = new Planner(pipeline, Toy.Catalog).Next(RunState.Empty.Apply(Toy.Started), Nothing, 2);

        Assert.Equal(["long", "short"], step.Commands.Select(order => order.Stage));
    }

    [Fact]
    public void A_failed_item_fails_the_run_with_its_reason_and_orders_nothing_more()
    {
        var failure = new Failure("The file is cut off.", "train.gz, byte 17", "Download it again.", Permanent: true);
        var state = RunState.Fold([Toy.Started, new ItemFailed("images", "shard-00001", "key", failure)]);

        var step = new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Next(state, Nothing, 4);

        Assert.Equal(new RunFailed(failure), step.Ending);
        Assert.Empty(step.Commands);
    }

    [Fact]
    public void A_result_stands_whether_a_failure_of_the_same_item_came_before_or_after()
    {
        var failed = new ItemFailed("images", "shard-00001", "key", new Failure("", "", "", true));
        var completed = new ItemCompleted("images", "shard-00001", "key", [], false);
        var planner = new Planner(Toy.Read(Toy.Diamond), Toy.Catalog);

        Assert.Null(planner.Next(RunState.Fold([Toy.Started, failed, completed]), Nothing, 1).Ending);
        Assert.Null(planner.Next(RunState.Fold([Toy.Started, completed, failed]), Nothing, 1).Ending);
    }

    [Fact]
    public void Events_after_the_end_are_counted_and_change_nothing()
    {
        var run = new SimulatedRun(Toy.Read(Toy.Diamond), 4).ToTheEnd(_ => (0, 1));

        var late = run.State.Apply(run.Log[1]).Apply(new RunCancelled("too late"));

        Assert.Equal(run.State.Ignored + 2, late.Ignored);
        Assert.IsType<RunCompleted>(late.Ending);
        Assert.Equal(run.State.Stages, late.Stages);
    }

    [Fact]
    public void A_finished_fan_out_keeps_its_outputs_and_forgets_its_items()
    {
        var run = new SimulatedRun(Toy.Read(Toy.Diamond), 4).ToTheEnd(_ => (0, 1));

        Assert.All(run.State.Stages.Values, ledger => Assert.Empty(ledger.Finished));
        Assert.Equal(6, run.State["images"].Done);
    }

    [Fact]
    public void A_fan_out_of_three_thousand_items_is_stated_a_few_times_not_once_per_item()
    {
        var counting = new CountingPlan(new FanPlan());
        var catalog = new StageCatalog([Toy.Catalog["fan"] with { Plan = counting }]);
        var pipeline = new PipelineReader(catalog).Read("name: wide\nstages:\n  wide: { kind: fan, items: 3000 }", "pipeline.yaml", []);

        var run = new SimulatedRun(pipeline, catalog, 64).ToTheEnd(_ => (0, 1));

        Assert.Equal(3001, run.Orders.Count);
        Assert.InRange(counting.Asked, 2, 20);
    }

    [Fact]
    public void The_overview_counts_items_from_the_log_alone()
    {
        var pipeline = Toy.Read(Toy.Diamond);
        var run = new SimulatedRun(pipeline, 4).ToTheEnd(_ => (0, 1));
        var half = RunState.Fold(run.Log.Take(9));

        var overview = RunOverview.Of(pipeline, Toy.Catalog, half);

        Assert.Equal("running", overview.State);
        Assert.Equal(new StageOverview("images", "fan", 6, 6, 0, 0, "completed"), overview.Stages[0]);
        Assert.Equal(new StageOverview("base", "chain", 2, 3, 0, 0, "running"), overview.Stages[1]);
        Assert.Equal(new StageOverview("fare", "chain", 0, 6, 0, 0, "waiting"), overview.Stages[2]);
        Assert.Equal("completed", RunOverview.Of(pipeline, Toy.Catalog, RunState.Fold(run.Log)).State);
    }

    [Fact]
    public void An_item_that_was_given_out_and_came_back_without_a_result_has_its_turn_again()
    {
        var planner = new Planner(Toy.Read("name: wide\nstages:\n  wide: { kind: shards, items: 50 }"), Toy.Catalog);
        var state = RunState.Empty.Apply(Toy.Started);
        var outstanding = new Outstanding();
        foreach (var order in planner.Next(state, outstanding, 20).Commands)
        {
            outstanding.Add(order, default);
        }
        outstanding.Remove(new ItemId("wide", "shard-00003"));
        outstanding.Remove(new ItemId("wide", "shard-00011"));

        Assert.Equal(["shard-00003", "shard-00011", "shard-00020"], planner.Next(state, outstanding, 21).Commands.Select(order => order.Item));
    }

    [Fact]
    public void What_is_looked_up_is_stated_as_the_plan_states_it_and_nothing_else_is_found()
    {
        var planner = new Planner(Toy.Read(Toy.Diamond), Toy.Catalog);
        var state = planner.Settle(RunState.Empty.Apply(Toy.Started));
        var order = planner.Next(state, Nothing, 1).Commands[0];

        Assert.Equal(order.ExecutionKey, planner.Find(state, new ItemId("images", "shard-00000"))!.ExecutionKey);
        Assert.Null(planner.Find(state, new ItemId("images", "sum"))); // not before the shards are there
        Assert.Null(planner.Find(state, new ItemId("base", "segment-001")));
        Assert.Null(planner.Find(state, new ItemId("nowhere", "shard-00000")));
        Assert.Null(planner.Find(state.Apply(Toy.Execute(order)), new ItemId("images", "shard-00000")));
    }

    [Fact]
    public void What_no_stage_needs_any_more_is_let_go()
    {
        var run = new SimulatedRun(Toy.Read(Toy.Diamond), 4).ToTheEnd(_ => (0, 1));

        Assert.All(run.State.Stages.Values, ledger => Assert.Empty(ledger.Outputs!));
    }
}
