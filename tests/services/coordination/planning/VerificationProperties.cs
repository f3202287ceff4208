using FsCheck;
using FsCheck.Fluent;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination.Tests.Planning;

public sealed class VerificationProperties
{
    const int Items = 6 + 3 + 6 + (2 * (5 + 2)) + 8;

    // Choices of what arrives next, a window, and a share in tenths.
    static void ForAll(Action<List<int>, int, VerificationRule> rule)
    {
        var cases = Gen.Choose(0, 1000).ListOf(64).Zip(Gen.Choose(1, 9)).Zip(Gen.Choose(1, 10)).ToArbitrary();
        Prop.ForAll(cases, input => rule([.. input.Item1.Item1], input.Item1.Item2, new VerificationRule(input.Item2 / 10.0, (ulong)input.Item1.Item2)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    static SimulatedRun Run(List<int> choices, int window, VerificationRule rule)
    {
        var turn = 0;
        return new SimulatedRun(Toy.Read(Toy.Diamond), window, rule).ToTheEnd(pending =>
        {
            var choice = choices.Count == 0 ? 0 : choices[turn++ % choices.Count];
            return (choice % pending, 1 + (choice / 7 % 3));
        });
    }

    static ItemId[] Chosen(SimulatedRun run, VerificationRule rule) =>
        [.. run.Orders.Where(order => VerificationSample.Includes(rule, order.ExecutionKey)).Select(order => new ItemId(order.Stage, order.Item))];

    [Fact]
    public void Every_chosen_result_is_verified_exactly_once_before_the_run_completes() => ForAll((choices, window, rule) =>
    {
        var run = Run(choices, window, rule);

        Assert.IsType<RunCompleted>(run.Ending);
        Assert.Equal(Chosen(run, rule).ToHashSet(), run.Verifications.ToHashSet());
        Assert.Equal(run.Verifications.Count, run.Verifications.Distinct().Count());
        Assert.Equal((run.Verifications.Count, true), (run.State.Verification.Verified, run.State.Verification.Pending.IsEmpty));
    });

    [Fact]
    public void Verifications_change_no_order_of_an_item_and_take_no_more_places_than_there_are() => ForAll((choices, window, rule) =>
    {
        var run = Run(choices, window, rule);

        Assert.Equal(Items, run.Orders.Count);
        Assert.Equal(new SimulatedRun(Toy.Read(Toy.Diamond), 1).ToTheEnd(_ => (0, 1)).Results, run.Results);
        Assert.InRange(run.MostOutstanding, 1, window);
    });

    [Fact]
    public void Whatever_is_left_to_verify_after_a_crash_follows_from_the_log() => ForAll((choices, window, rule) =>
    {
        var run = Run(choices, window, rule);
        var log = run.Log.Take(1 + (choices.FirstOrDefault() % (run.Log.Count - 1))).ToList();
        var verified = log.OfType<ItemVerified>().Select(item => new ItemId(item.Stage, item.Item)).ToHashSet();
        var finished = log.OfType<ItemCompleted>().Select(item => new ItemId(item.Stage, item.Item)).ToHashSet();

        Assert.Equal(
            Chosen(run, rule).Where(item => finished.Contains(item) && !verified.Contains(item)).ToHashSet(),
            Verifications.Choose(RunState.Fold(log), new Outstanding(), int.MaxValue).Select(pending => pending.Key).ToHashSet());
    });

    [Fact]
    public void The_fold_does_not_depend_on_the_order_of_results_and_verifications() => ForAll((choices, window, rule) =>
    {
        var events = Run(choices, window, rule).Log.Where(next => next is ItemCompleted or ItemVerified).Distinct().ToList();
        var shuffled = events.Zip(choices.Concat(Enumerable.Repeat(0, events.Count))).OrderBy(pair => pair.Second).Select(pair => pair.First).ToList();

        var forward = RunState.Fold([Toy.Started with { Verification = rule }, .. events, .. events]);
        var other = RunState.Fold([Toy.Started with { Verification = rule }, .. shuffled, .. events]);

        Assert.Equal(
            (forward.Ignored, forward.Verification.Verified, forward.Verification.Pending.Count),
            (other.Ignored, other.Verification.Verified, other.Verification.Pending.Count));
    });

    [Fact]
    public void Any_disagreement_ends_the_run_with_the_first_in_the_order_of_names_however_the_others_compare() => ForAll((choices, window, rule) =>
    {
        var run = Run(choices, window, rule);
        var log = run.Log.SkipLast(1).ToList();
        var disagreed = run.Verifications.Where((_, place) => choices.Count > 0 && choices[place % choices.Count] % 3 == 0)
            .Select(item => new ItemDisagreed(item.Stage, item.Item, "", new Failure($"{item.Stage} {item.Item}", "", "", true, FailureKinds.Determinism))).ToList();
        log.InsertRange(1, disagreed.Where((_, place) => place % 2 == 0));
        log.AddRange(disagreed.Where((_, place) => place % 2 == 1));

        var step = new Planner(Toy.Read(Toy.Diamond), Toy.Catalog).Look(RunState.Fold(log), new Outstanding());

        Assert.Equal(
            disagreed.Select(item => item.Failure.What).Order(StringComparer.Ordinal).FirstOrDefault(), (step.Ending as RunFailed)?.Failure.What);
    });
}
