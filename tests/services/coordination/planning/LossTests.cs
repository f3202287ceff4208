using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

public sealed class LossTests
{
    static readonly Outstanding Nothing = new();

    static ArtifactRef ArtifactOf(ItemCompleted item) => item.Outputs[0].Artifact;

    static (IReadOnlyList<ItemCompleted> Items, List<RunEvent> Log) Finished()
    {
        var log = new SimulatedRun(Toy.Read(Toy.Diamond), 4).ToTheEnd(_ => (0, 1)).Log;
        log.RemoveAt(log.Count - 1);
        return ([.. log.OfType<ItemCompleted>()], log);
    }

    [Fact]
    public void Whatever_is_lost_alone_is_ordered_again_under_the_same_key_and_the_run_completes()
    {
        var (items, log) = Finished();
        Assert.All(items, lost =>
        {
            RunEvent[] after = [.. log, new ItemLost(lost.Stage, lost.Item, ArtifactOf(lost))];

            var order = Assert.Single(new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Next(RunState.Fold(after), Nothing, 9).Commands);

            Assert.Equal((lost.Stage, lost.Item, lost.ExecutionKey), (order.Stage, order.Item, order.ExecutionKey));
            var healed = RunState.Fold([.. after, Toy.Execute(order)]);
            Assert.IsType<RunCompleted>(new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Next(healed, Nothing, 9).Ending);
        });
    }

    [Fact]
    public void Nothing_that_reads_what_is_lost_is_ordered_before_it_is_made_again()
    {
        var (items, log) = Finished();
        var lost = items.First(item => item is { Stage: "base", Item: "segment-003" });
        var unfinished = log.Where(happened => happened is not ItemCompleted { Stage: "fare" or "evaluation" });

        var state = RunState.Fold([.. unfinished, new ItemLost(lost.Stage, lost.Item, ArtifactOf(lost))]);

        Assert.Equal(["base"], new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Next(state, Nothing, 99).Commands.Select(order => order.Stage));
    }

    [Fact]
    public void A_second_message_about_the_same_loss_changes_nothing()
    {
        var (items, log) = Finished();
        var lost = new ItemLost(items[0].Stage, items[0].Item, ArtifactOf(items[0]));

        var once = RunState.Fold([.. log, lost]);

        Assert.Equal(once.Ignored + 1, once.Apply(lost).Ignored);
        Assert.Equal(1, once.Apply(lost).Losses[new ItemId(lost.Stage, lost.Item)]);
    }

    [Fact]
    public void A_loss_in_a_summarised_stage_asks_for_a_new_fold_instead_of_being_forgotten()
    {
        var (items, log) = Finished();
        var settled = new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Settle(RunState.Fold(log));

        Assert.Throws<InvalidOperationException>(() => settled.Apply(new ItemLost(items[0].Stage, items[0].Item, ArtifactOf(items[0]))));
    }

    [Fact]
    public void An_item_that_was_cached_and_lost_counts_as_cached_once()
    {
        var item = new ItemCompleted("images", "shard-00000", new string('a', 64), [], Cached: true);

        var state = RunState.Fold([Toy.Started, item, new ItemLost("images", "shard-00000", new ArtifactRef("", 0, "")), item]);

        Assert.Equal((1, 1), (state["images"].Done, state["images"].Cached));
    }

    [Fact]
    public void Every_standing_result_that_names_the_artifact_is_void_and_no_other()
    {
        var artifact = new ArtifactRef(new string('a', 64), 1, MediaTypes.Binary);
        ItemCompleted Named(string item, ArtifactRef output) => new("images", item, new string('b', 64), [new NamedArtifact("out", output)], false);

        var makers = Losses.Makers(
            [
                Named("made", artifact),
                Named("passed-on", artifact),
                Named("lost-before", artifact),
                new ItemLost("images", "lost-before", artifact),
                Named("other", artifact with { Digest = new string('c', 64) }),
            ],
            artifact);

        Assert.Equal(["made", "passed-on"], makers.Select(maker => maker.Item));
    }

    [Fact]
    public void A_lost_source_ends_the_run_since_no_item_can_make_it()
    {
        var source = new NamedArtifact("source/images/train.gz", new ArtifactRef(new string('a', 64), 1, MediaTypes.Binary));

        var failed = Assert.IsType<RunFailed>(Assert.Single(Losses.Of(RunState.Fold([Toy.Started with { Sources = [source] }]), source.Artifact, [])));

        Assert.Contains("source/images/train.gz", failed.Failure.What);
    }

    [Fact]
    public void What_is_lost_once_more_after_three_times_ends_the_run()
    {
        var item = Finished().Items[0];
        var lost = new ItemLost(item.Stage, item.Item, ArtifactOf(item));
        var log = new List<RunEvent> { Toy.Started, item };
        for (var time = 0; time < Losses.Most; time++)
        {
            Assert.Equal([lost], Losses.Of(RunState.Fold(log), ArtifactOf(item), [item]));
            log.AddRange([lost, item]);
        }

        Assert.IsType<RunFailed>(Assert.Single(Losses.Of(RunState.Fold(log), ArtifactOf(item), [item])));

        log.AddRange([new RunFailed(new Failure("", "", "", true)), new RunReopened("new disk", [])]);
        Assert.Equal([lost], Losses.Of(RunState.Fold(log), ArtifactOf(item), [item]));
    }
}
