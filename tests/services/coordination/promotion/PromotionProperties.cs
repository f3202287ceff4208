using FsCheck;
using FsCheck.Fluent;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Promotion;

public sealed class PromotionProperties
{
    static readonly RunEvent[] Decisions =
    [
        new RunPromoted("toy", 1, "production", null),
        new RunPromoted("toy", 2, "production", 1),
        new RunRejected("toy", 1, "production", "gates failed", []),
    ];

    static readonly IReadOnlyList<RunEvent> Items =
        [.. new SimulatedRun(Toy.Read(Toy.Diamond), 1).ToTheEnd(_ => (0, 1)).Log.OfType<ItemCompleted>()];

    static void ForAll(Action<IReadOnlyList<(int Place, int Decision)>> rule)
    {
        var decisions = Gen.Choose(0, Items.Count).Zip(Gen.Choose(0, Decisions.Length - 1)).NonEmptyListOf();
        Prop.ForAll(decisions.ToArbitrary(), chosen => rule([.. chosen])).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    // The events of a run with decisions at these places among them.
    static List<RunEvent> With(IReadOnlyList<(int Place, int Decision)> chosen)
    {
        var log = new List<RunEvent> { Toy.Started };
        for (int place = 0; place <= Items.Count; place++)
        {
            log.AddRange(chosen.Where(decision => decision.Place == place).Select(decision => Decisions[decision.Decision]));
            log.AddRange(place < Items.Count ? [Items[place]] : []);
        }
        return log;
    }

    [Fact]
    public void The_first_decision_stands_and_each_further_one_is_counted_and_changes_nothing() => ForAll(chosen =>
    {
        List<RunEvent> log = With(chosen);
        RunState state = RunState.Fold(log);

        Assert.Equal(log.First(happened => happened is RunPromoted or RunRejected), state.Promotion);
        Assert.Equal(chosen.Count - 1, state.Ignored);
    });

    [Fact]
    public void A_decision_does_not_change_what_is_known_of_the_items_wherever_it_stands() => ForAll(chosen =>
    {
        RunState with = RunState.Fold(With(chosen)), without = RunState.Fold([Toy.Started, .. Items]);

        Assert.All(without.Stages, stage => Assert.Equal(stage.Value.Done, with[stage.Key].Done));
    });

    [Fact]
    public void A_run_that_is_decided_on_is_planned_to_its_end_without_another_decision() => ForAll(chosen =>
    {
        var pipeline = Toy.Read(Toy.Diamond) with { Promotion = new("toy", "base", "candidate", "production", default) };
        PlanStep open = new Planner(pipeline, Toy.Catalog).Look(RunState.Fold([Toy.Started, .. Items]), new Outstanding());
        PlanStep decided = new Planner(pipeline, Toy.Catalog).Look(RunState.Fold(With(chosen)), new Outstanding());

        Assert.Equal((true, false), (open.Promotes, decided.Promotes));
        Assert.All([open, decided], step => Assert.IsType<RunCompleted>(step.Ending));
    });

    [Fact]
    public void Nothing_is_decided_while_items_are_missing() => ForAll(chosen =>
    {
        var pipeline = Toy.Read(Toy.Diamond) with { Promotion = new("toy", "base", "candidate", "production", default) };
        RunState state = RunState.Fold([Toy.Started, .. Items.Take(chosen[0].Place)]);

        Assert.Equal(chosen[0].Place == Items.Count, new Planner(pipeline, Toy.Catalog).Look(state, new Outstanding()).Promotes);
    });
}
