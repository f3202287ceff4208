using FsCheck;
using FsCheck.Fluent;
using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

/// <summary>Laws that hold whatever the problem: random classifiers, images, radii and seeds.</summary>
public sealed class AttackLawTests
{
    [Fact]
    public void Projections_onto_the_budget_are_idempotent_and_lie_in_ball_and_box() => ForAll(60, random =>
    {
        foreach (Norm norm in new[] { Norm.Linf, Norm.L2 })
        {
            PerturbationBall ball = PerturbationBall.Of(new AttackBudget(norm, Math.Pow(10, -3 * random.NextDouble())));
            Tensor clean = ((Images(3, random.NextUInt64()) * 1.4) - 0.2).clamp(0, 1), perturbation = (Images(3, random.NextUInt64()) - 0.5) * 3;

            Tensor once = ball.ProjectWithin(clean, perturbation), twice = ball.ProjectWithin(clean, once);

            Assert.True(twice.allclose(once, rtol: 0, atol: 1e-6));
            Assert.True(ball.Holds(once).all().item<bool>());
            Assert.True((clean + once).ge(0).logical_and((clean + once).le(1)).all().item<bool>());
        }
    });

    [Fact]
    public void The_best_loss_of_fixed_steps_never_falls_with_more_of_them() => ForAll(20, random =>
    {
        (Tensor clean, ulong seed) = (Images(4, random.NextUInt64()), random.NextUInt64());
        PerSampleLoss loss = Wavy(Weights(random.NextUInt64()));
        Tensor? before = null;
        foreach (int steps in new[] { 1, 3, 8, 20 })
        {
            var pgd = new Pgd(new PgdOptions { Epsilon = 0.1, StepSize = 0.03, Steps = steps, Keep = KeptIterate.Best });
            Tensor best = pgd.Perturb(loss, new AttackBatch(clean, Ids(4), seed)).Trace.LargestLoss;
            Assert.True(before is null || best.ge(before).all().item<bool>());
            before = best;
        }
    });

    [Fact]
    public void Whoever_falls_to_fewer_restarts_falls_to_more() => ForAll(10, random =>
    {
        var problem = new RandomProblem(random, 12);
        HashSet<int>? before = null;
        foreach (int runs in new[] { 1, 2, 4 })
        {
            HashSet<int> fallen = RandomProblem.Fallen(new AttackSequence(Runs(problem.Attacked(), runs), 5).Perturb(problem.Set));
            Assert.True(before is null || before.IsSubsetOf(fallen));
            before = fallen;
        }
    });

    [Fact]
    public void Whoever_fell_at_a_radius_falls_at_a_larger_one_that_starts_from_there() => ForAll(10, random =>
    {
        var problem = new RandomProblem(random, 12);
        RowLoss loss = problem.Attacked().Against(ClassLosses.Dlr);
        HashSet<int>? before = null;
        Tensor? start = null;
        foreach (double radius in new[] { 0.001, 0.003, 0.008 })
        {
            var apgd = new Apgd(new ApgdOptions { Epsilon = radius, Iterations = 8, RandomStart = false });
            var from = new AttackBatch(problem.Set.Clean, problem.Set.SampleIds, problem.Set.Seed, start);
            SequenceResult result = new AttackSequence([new AttackPass("apgd-dlr", apgd, loss)], 12).Perturb(from);
            HashSet<int> fallen = RandomProblem.Fallen(result);
            Assert.True(before is null || before.IsSubsetOf(fallen));
            (before, start) = (fallen, result.Pixels - problem.Set.Clean);
        }
    });

    [Fact]
    public void Whoever_falls_to_some_attacks_falls_to_more_of_them() => ForAll(8, random =>
    {
        var problem = new RandomProblem(random, 12);
        AttackedClasses classes = problem.Attacked();
        RowLoss margin = classes.Against(ClassLosses.Margin);
        AttackPass[] all =
        [
            new AttackPass("rgf", new Rgf(new RgfOptions { Epsilon = 0.004, Steps = 2, Directions = 5, Reach = 0.004, StepSize = 0.002 }), margin),
            new AttackPass("square", new Square(new SquareOptions { Epsilon = 0.004, Queries = 20 }), margin),
            new AttackPass("apgd-dlr", new Apgd(new ApgdOptions { Epsilon = 0.004, Iterations = 4 }), classes.Against(ClassLosses.Dlr)),
        ];
        HashSet<int> before = [];
        for (int count = 1; count <= all.Length; count++)
        {
            HashSet<int> fallen = RandomProblem.Fallen(new AttackSequence(all[..count], 5).Perturb(problem.Set));
            Assert.Subset(fallen, before);
            before = fallen;
        }
    });

    [Fact]
    public void Autoattack_does_not_depend_on_batching_or_the_order_of_samples() => ForAll(6, random =>
    {
        var problem = new RandomProblem(random, 9);
        int[] order = random.Permutation(9);
        var options = new AutoAttackOptions { Epsilon = 0.004, Iterations = 3, Queries = 30 };

        IReadOnlyList<string?> whole = new AttackSequence(AutoAttack.Passes(options, problem.Attacked()), 100).Perturb(problem.Set).FelledBy;
        IReadOnlyList<AttackPass> turned = AutoAttack.Passes(options, problem.Attacked(order));
        IReadOnlyList<string?> parts = new AttackSequence(turned, 1 + random.NextInt(4)).Perturb(problem.Set.Rows(order)).FelledBy;

        Assert.Equal(order.Select(row => whole[row]), parts);
    });

    private static IReadOnlyList<AttackPass> Runs(AttackedClasses classes, int runs)
    {
        var apgd = new Apgd(new ApgdOptions { Epsilon = 0.004, Iterations = 2 });
        return [.. AttackPass.Repeat(runs, (_, purpose) => new AttackPass("apgd-ce", apgd, classes.Against(LogOdds.Against), purpose))];
    }

    private static void ForAll(int trials, Action<SampleRandom> rule) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), trial =>
    {
        using var scope = NewDisposeScope();
        rule(new SampleRandom((ulong)trial, "attack-law"));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(trials));
}
