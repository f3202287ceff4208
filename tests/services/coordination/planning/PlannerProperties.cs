using FsCheck;
using FsCheck.Fluent;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

public sealed class PlannerProperties
{
    static readonly IReadOnlyList<string> Reference = new SimulatedRun(Toy.Read(Toy.Diamond), 1).ToTheEnd(_ => (0, 1)).Results;

    static void ForAll(Action<List<int>, int> rule)
    {
        var choices = Gen.Choose(0, 1000).ListOf(64);
        var cases = choices.Zip(Gen.Choose(1, 9)).ToArbitrary();
        Prop.ForAll(cases, pair => rule([.. pair.Item1], pair.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    static SimulatedRun Run(List<int> choices, int window)
    {
        var turn = 0;
        return new SimulatedRun(Toy.Read(Toy.Diamond), window).ToTheEnd(pending =>
        {
            var choice = choices.Count == 0 ? 0 : choices[turn++ % choices.Count];
            return (choice % pending, 1 + (choice / 7 % 3));
        });
    }

    [Fact]
    public void Any_order_and_duplication_of_completions_gives_the_same_results() => ForAll((choices, window) =>
    {
        var run = Run(choices, window);

        Assert.IsType<RunCompleted>(run.Ending);
        Assert.Equal(Reference, run.Results);
    });

    [Fact]
    public void Each_item_is_ordered_exactly_once_and_never_more_than_the_window_is_outstanding() => ForAll((choices, window) =>
    {
        var run = Run(choices, window);

        Assert.Equal(6 + 3 + 6 + (2 * (5 + 2)) + 8, run.Orders.Count);
        Assert.Equal(run.Orders.Count, run.Orders.DistinctBy(order => (order.Stage, order.Item)).Count());
        Assert.InRange(run.MostOutstanding, 1, window);
    });

    [Fact]
    public void No_item_is_ordered_before_what_it_reads_is_there() => ForAll((choices, window) =>
    {
        var made = new HashSet<string>();
        var run = Run(choices, window);

        // Results are named by the key of the work that made them, so an input that nobody made yet would not be in the set.
        var inputs = run.Orders.ToDictionary(order => order.ExecutionKey, order => order.Work.Inputs);
        foreach (var completed in run.Log.OfType<ItemCompleted>())
        {
            Assert.All(inputs[completed.ExecutionKey], input => Assert.Contains(input.Artifact.Digest, made));
            made.Add(completed.ExecutionKey);
        }
    });

    [Fact]
    public void A_planner_made_afresh_from_the_log_goes_on_to_the_same_results() => ForAll((choices, window) =>
    {
        var log = Run(choices, window).Log;
        var cut = 1 + (choices.FirstOrDefault() % (log.Count - 1));
        var resumed = new SimulatedRun(Toy.Read(Toy.Diamond), window);
        log.Take(cut).Skip(1).ToList().ForEach(resumed.Append);

        Assert.Equal(Reference, resumed.ToTheEnd(pending => (pending - 1, 1)).Results);
    });

    [Fact]
    public void Planning_the_same_state_twice_gives_the_same_commands() => ForAll((choices, window) =>
    {
        var log = Run(choices, window).Log;
        var state = RunState.Fold(log.Take(1 + (choices.FirstOrDefault() % (log.Count - 1))));
        var pipeline = Toy.Read(Toy.Diamond);

        var first = new Planner(pipeline, Toy.Catalog).Next(state, new Outstanding(), window);
        var second = new Planner(pipeline, Toy.Catalog).Next(state, new Outstanding(), window);

        Assert.Equal(first.Commands.Select(order => order.ExecutionKey), second.Commands.Select(order => order.ExecutionKey));
        Assert.Equal(first.Ending, second.Ending);
    });

    [Fact]
    public void The_fold_does_not_depend_on_the_order_of_the_events_between_start_and_end() => ForAll((choices, window) =>
    {
        var events = Run(choices, window).Log.OfType<ItemCompleted>().ToList();
        var shuffled = events.Zip(choices.Concat(Enumerable.Repeat(0, events.Count))).OrderBy(pair => pair.Second).Select(pair => pair.First);

        var forward = RunState.Fold([Toy.Started, .. events, .. events]);
        var other = RunState.Fold([Toy.Started, .. shuffled, .. events]);

        Assert.Equal(forward.Ignored, other.Ignored);
        Assert.All(forward.Stages, stage =>
        {
            Assert.Equal(stage.Value.Done, other[stage.Key].Done);
            Assert.All(stage.Value.Finished, item => Assert.Equal(item.Value, other[stage.Key].Finished[item.Key]));
        });
    });
}
