using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class EveryAttackTests
{
    public static TheoryData<string, Norm> Kinds => new()
    {
        { "pgd", Norm.Linf }, { "pgd", Norm.L2 }, { "apgd", Norm.Linf }, { "apgd", Norm.L2 }, { "fab", Norm.Linf }, { "fab", Norm.L2 }, { "square", Norm.Linf }, { "square", Norm.L2 },
        { "rgf", Norm.Linf }, { "rgf", Norm.L2 }, { "recorder", Norm.Linf }, { "recorder", Norm.L2 },
    };

    public static TheoryData<string, Norm> GradientKinds => Without("square", "rgf");

    // FAB hands back the clean image where nothing falls, and so shows nothing of its start on a constant loss; RGF and sign steps start there.
    public static TheoryData<string, Norm> StartKinds => Without("fab", "rgf", "recorder");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_the_input_the_result_is_an_image_inside_the_budget(string kind, Norm norm)
    {
        for (ulong trial = 0; trial < 12; trial++)
        {
            using var scope = NewDisposeScope();
            var random = new SampleRandom(trial, "budget-property");
            double radius = norm == Norm.Linf ? Math.Pow(10, -3 * random.NextDouble()) : 5 * random.NextDouble();
            int count = 1 + random.NextInt(5), side = 1 + random.NextInt(6);
            // Many pixels at the borders of [0, 1], where projections meet.
            Tensor clean = ((Images(count, trial, side) * 2) - 0.5).clamp(0, 1), weights = Weights(trial, side);
            // A loss with infinite slopes here and there, so that some gradients are not finite, and below zero where the attack begins.
            PerSampleLoss rough = pixels => ((pixels * weights * 30).sin() + (pixels - 0.25).clamp(min: 0).sqrt()).flatten(1).sum(1);
            Tensor begin = rough(clean).Loss + 0.1;
            PerSampleLoss loss = pixels => rough(pixels).Loss - begin;
            AttackResult result = Make(kind, norm, Math.Max(radius, 1e-9)).Perturb(loss, new AttackBatch(clean, Ids(count), trial));

            Tensor difference = (result.Pixels - clean).to(ScalarType.Float64).flatten(1);
            Tensor size = norm == Norm.Linf ? difference.abs().amax(1) : difference.square().sum(1).sqrt();
            Assert.True(size.amax(0).item<double>() <= radius + (norm == Norm.Linf ? 1e-6 : 1e-5));
            Assert.InRange(result.Pixels.amin(0, 1, 2, 3).item<float>(), 0f, 1f);
            Assert.InRange(result.Pixels.amax(0, 1, 2, 3).item<float>(), 0f, 1f);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sample_fares_the_same_alone_and_in_any_batch(string kind, Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(6), weights = Weights();
        ulong[] ids = Ids(6);
        IAttack attack = Make(kind, norm, 0.1);
        // Below zero on clean images, where FAB looks for the way up.
        PerSampleLoss loss = pixels => Wavy(weights)(pixels).Loss - 12;
        float[] together = Values(attack.Perturb(loss, new AttackBatch(clean, ids, seed: 5)).Pixels);
        Assert.NotEqual(Values(clean), together);
        int row = together.Length / 6;
        foreach (int i in new[] { 5, 0, 3 })
        {
            Tensor alone = attack.Perturb(loss, new AttackBatch(clean.narrow(0, i, 1), [ids[i]], seed: 5)).Pixels;
            Assert.Equal(together[(i * row)..((i + 1) * row)], Values(alone));
        }
    }

    [Theory]
    [MemberData(nameof(StartKinds))]
    public void The_seed_and_the_sample_decide_the_start(string kind, Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor clean = torch.full([2, 3, 4, 4], 0.5f);
        float[] Attack(ulong seed) =>
            Values(Make(kind, norm, 0.1).Perturb(Linear(torch.zeros([1, 3, 4, 4])), new AttackBatch(clean, Ids(2), seed)).Pixels);
        float[] once = Attack(5);
        Assert.Equal(once, Attack(5));
        Assert.NotEqual(once, Attack(6));
        Assert.NotEqual(once[..48], once[48..]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parameters_of_the_attacked_function_get_no_gradient(string kind, Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor weights = Weights().requires_grad_(true);
        AttackResult result = Make(kind, norm, 0.1).Perturb(Linear(weights), new AttackBatch(Images(2), Ids(2), seed: 5));
        Assert.True(weights.grad is null);
        Assert.False(result.Pixels.requires_grad);
    }

    [Theory]
    [MemberData(nameof(GradientKinds))]
    public void Gradients_that_are_not_numbers_are_counted_and_taken_as_zero(string kind, Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor mask = torch.zeros([1, 3, 4, 4]);
        mask[0, 0, 0, 0] = 1f;
        // d sqrt(0 x) = 0 * infinity: one entry per image is not a number.
        PerSampleLoss loss = pixels => ((pixels * mask * 0).sqrt() + ((pixels - mask) * (1 - mask))).flatten(1).sum(1) - 40;
        AttackResult result = Make(kind, norm, 0.1).Perturb(loss, new AttackBatch(Images(2), Ids(2), seed: 5));
        Assert.All(result.Trace.Reports(Ids(2)), report => Assert.InRange(report.NonFiniteGradients, 7, 48 * 11));
        Assert.True(result.Pixels.isfinite().all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_cancelled_attack_stops_before_its_first_step(string kind, Norm norm)
    {
        using var scope = NewDisposeScope();
        PerSampleLoss never = pixels => throw new InvalidOperationException("The attacked function was called.");
        Assert.Throws<OperationCanceledException>(() =>
            Make(kind, norm, 0.1).Perturb(never, new AttackBatch(Images(1), Ids(1), seed: 5), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Images_outside_the_range_are_found_out()
    {
        using var scope = NewDisposeScope();
        Tensor clean = torch.full([1, 3, 4, 4], 1.5f);
        Assert.Throws<AttackBudgetException>(() =>
            Make("pgd", Norm.Linf, 0.1).Perturb(Linear(Weights()), new AttackBatch(clean, Ids(1), seed: 5)));
    }

    private static TheoryData<string, Norm> Without(params string[] kinds)
    {
        var others = new TheoryData<string, Norm>();
        foreach (object[] row in Kinds.Where(row => !kinds.Contains((string)row[0])))
        {
            others.Add((string)row[0], (Norm)row[1]);
        }

        return others;
    }

    private static IAttack Make(string kind, Norm norm, double radius) => kind switch
    {
        "pgd" => new Pgd(new PgdOptions { Norm = norm, Epsilon = radius, StepSize = radius / 4, Steps = 7 }),
        "apgd" => new Apgd(new ApgdOptions { Norm = norm, Epsilon = radius, Iterations = 11 }),
        "fab" => new Fab(new FabOptions { Norm = norm, Epsilon = radius, Iterations = 7 }),
        "rgf" => new Rgf(new RgfOptions { Norm = norm, Epsilon = radius, Steps = 3, Directions = 4, StepSize = radius / 2 }),
        "recorder" => new SignSteps(new AttackBudget(norm, radius), steps: 8),
        _ => new Square(new SquareOptions { Norm = norm, Epsilon = radius, Queries = 20 }),
    };
}
