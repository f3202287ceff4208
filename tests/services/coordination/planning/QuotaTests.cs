using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination.Tests.Planning;

public sealed class QuotaTests
{
    const string Text = "name: quota\nstages:\n  mine: { kind: shards, items: 4, failed_shards: 2 }\n  train: { kind: chain, segments: 1, after: [mine] }\n";

    static PipelineDefinition Pipeline => Toy.Read(Text);

    static string Item(int place) => $"shard-{place:d5}";

    static ItemFailed Failed(int place) => new("mine", Item(place), new string('f', 64), Because(place));

    static Failure Because(int place) => new($"Shard {place} is cut off.", "", "", true);

    static ItemCompleted Completed(int place) =>
        new("mine", Item(place), new string('e', 64), [new NamedArtifact("out", new ArtifactRef(new string((char)('a' + place), 64), 1, MediaTypes.Json))], false);

    static (IReadOnlyList<WorkOrder> Commands, RunEvent? Ending) Next(params RunEvent[] log) =>
        new Planner(Pipeline, Toy.Catalog).Next(RunState.Fold([Toy.Started, .. log]), new Outstanding(), 9);

    [Fact]
    public void A_stage_completes_without_the_failed_items_that_it_tolerates_and_the_next_one_sees_the_rest()
    {
        var (commands, ending) = Next(Completed(0), Failed(1), Completed(2), Failed(3));

        Assert.Null(ending);
        var order = Assert.Single(commands);
        Assert.Equal("train", order.Stage);
        Assert.Equal([$"mine.{Item(0)}", $"mine.{Item(2)}"], order.Work.Inputs.Select(input => input.Role));
    }

    [Fact]
    public void A_failed_item_that_is_tolerated_is_not_ordered_again() =>
        Assert.Equal([Item(0), Item(2), Item(3)], Next(Failed(1)).Commands.Select(order => order.Item));

    [Fact]
    public void One_failure_too_many_fails_the_run_with_the_first_in_a_fixed_order() =>
        Assert.Equal(new RunFailed(Because(0)), Next(Failed(3), Failed(1), Failed(0)).Ending);

    [Fact]
    public void A_stage_of_which_nothing_is_left_fails_the_run_however_much_it_tolerates()
    {
        var pipeline = Toy.Read(Text.Replace("failed_shards: 2", "failed_shards: 9"));
        var state = RunState.Fold([Toy.Started, Failed(0), Failed(1), Failed(2), Failed(3)]);

        Assert.Equal(new RunFailed(Because(0)), new Planner(pipeline, Toy.Catalog).Next(state, new Outstanding(), 9).Ending);
    }

    [Fact]
    public void A_kind_that_says_nothing_tolerates_nothing() =>
        Assert.Equal(new RunFailed(Because(1)), Next(Completed(0), Completed(2), Completed(3), Completed(1), Failed(1) with { Stage = "train", Item = "segment-001" }).Ending);

    [Fact]
    public void A_late_success_of_a_tolerated_item_counts_until_the_stage_is_complete()
    {
        Assert.Contains($"mine.{Item(1)}", Next(Failed(1), Completed(1), Completed(0), Completed(2), Completed(3)).Commands[0].Work.Inputs.Select(input => input.Role));

        var settled = new Planner(Pipeline, Toy.Catalog).Settle(RunState.Fold([Toy.Started, Failed(1), Completed(0), Completed(2), Completed(3)]));
        Assert.Equal(settled.Ignored + 1, settled.Apply(Completed(1)).Ignored);
    }

    [Fact]
    public void A_late_success_does_not_slip_in_while_a_complete_stage_makes_a_lost_item_again()
    {
        var lost = new ItemLost("mine", Item(0), Completed(0).Outputs[0].Artifact);
        RunEvent[] log = [Failed(1), Completed(0), Completed(2), Completed(3), lost, Completed(1), Completed(0)];

        Assert.Equal([$"mine.{Item(0)}", $"mine.{Item(2)}", $"mine.{Item(3)}"], Next(log).Commands[0].Work.Inputs.Select(input => input.Role));
    }

    [Fact]
    public void A_reopened_run_orders_again_what_ended_it_and_leaves_tolerated_failures_where_they_are()
    {
        var failed = new ItemFailed("train", "segment-001", new string('f', 64), Because(9));
        RunEvent[] log = [Toy.Started, Failed(1), Completed(0), Completed(2), Completed(3), failed, new RunFailed(Because(9))];
        var state = new Planner(Pipeline, Toy.Catalog).Settle(RunState.Fold(log));

        var overdrawn = new Planner(Pipeline, Toy.Catalog).Overdrawn(state);
        var reopened = state.Apply(new RunReopened("more memory", overdrawn));

        Assert.Equal(["train"], overdrawn);
        Assert.Equal((1, null), (reopened.Generation, reopened.Ending));
        var order = Assert.Single(new Planner(Pipeline, Toy.Catalog).Next(reopened, new Outstanding(), 9).Commands);
        Assert.Equal(("train", 1), (order.Stage, order.Generation));
    }

    [Fact]
    public void Only_a_failed_run_can_be_reopened()
    {
        var reopening = new RunReopened("why not", []);
        Assert.All(new RunEvent[] { new RunCompleted(), new RunCancelled("enough") }, ending =>
        {
            var state = RunState.Fold([Toy.Started, ending, reopening]);
            Assert.Equal((ending, 1L, 0), (state.Ending, state.Ignored, state.Generation));
        });
        Assert.Equal(1, RunState.Fold([Toy.Started, reopening]).Ignored);
    }

    [Fact]
    public void The_overview_tells_what_failed_and_that_the_stage_went_on()
    {
        var overview = RunOverview.Of(Pipeline, Toy.Catalog, RunState.Fold([Toy.Started, Failed(1), Completed(0), Completed(2), Completed(3)]));

        Assert.Equal(new StageOverview("mine", "shards", 3, 4, 0, 1, "completed"), overview.Stages[0]);
        Assert.Equal([new FailedItem("mine", Item(1), Because(1))], overview.FailedItems);
        Assert.Equal("running", RunOverview.Of(Pipeline, Toy.Catalog, RunState.Fold([Toy.Started, Failed(1)])).Stages[0].State);
        Assert.Equal("failed", RunOverview.Of(Pipeline, Toy.Catalog, RunState.Fold([Toy.Started, Failed(0), Failed(1), Failed(2)])).Stages[0].State);
    }
}
