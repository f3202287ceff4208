using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class FabTests
{
    // Figures of tests/golden/attacks/fab.py: the algorithm written again, one image at a time, in float64, with projections by bisection.
    [Fact]
    public void The_path_agrees_with_an_independent_implementation()
    {
        using JsonDocument golden = ClassProblems.Golden("fab");
        Assert.All(golden.RootElement.EnumerateArray(), run =>
        {
            using var scope = NewDisposeScope();
            Norm norm = run.GetProperty("norm").GetString() == "linf" ? Norm.Linf : Norm.L2;
            Tensor clean = ClassProblems.Clean();
            PerSampleLoss loss = Towards(run.GetProperty("model").GetString()!, clean, run.GetProperty("rank").GetInt32());
            var fab = new Fab(new FabOptions { Norm = norm, Epsilon = 1, Iterations = 15, Minimise = true });

            float[] pixels = Values(fab.Perturb(loss, new AttackBatch(clean, Ids(ClassProblems.Images), seed: 0)).Pixels);

            double[] expected = [.. run.GetProperty("images").EnumerateArray().SelectMany(image => ClassProblems.Numbers(image.GetProperty("pixels")))];
            Assert.All(expected, (value, place) => Assert.Equal(value, pixels[place], 3e-4));
        });
    }

    [Theory]
    [InlineData(Norm.Linf)]
    [InlineData(Norm.L2)]
    public void On_a_linear_model_it_crosses_the_boundary_at_the_least_distance_there_is(Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor clean = (ClassProblems.Clean() * 0.4) + 0.3;
        AttackedClasses classes = new(ClassProblems.Model("linear"), ClassProblems.Classes, ClassProblems.Model("linear")(clean).argmax(1).data<long>().ToArray());
        int[] rows = ClassProblems.Rows();
        IReadOnlyDictionary<int, long> targets = classes.WrongClasses(clean, rows, 1);
        RowLoss loss = classes.Towards(ClassLosses.TargetedMargin, targets);
        var fab = new Fab(new FabOptions { Norm = norm, Epsilon = 1, Iterations = 40, Minimise = true });

        AttackResult result = fab.Perturb(pixels => loss(pixels, rows), new AttackBatch(clean, Ids(rows.Length), seed: 0));

        // Far from the borders of [0, 1] the least distance is |margin| / dual norm of the difference of weights.
        Tensor weights = ClassProblems.Weights();
        LossAndVerdict before = loss(clean, rows), after = loss(result.Pixels, rows);
        Tensor change = (result.Pixels - clean).flatten(1);
        long[] truths = ClassProblems.Model("linear")(clean).argmax(1).data<long>().ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            Tensor difference = weights[targets[i]] - weights[truths[i]];
            float dual = (norm == Norm.Linf ? difference.abs().sum() : difference.square().sum().sqrt()).item<float>();
            float size = (norm == Norm.Linf ? change[i].abs().max() : change[i].square().sum().sqrt()).item<float>();
            float least = Math.Abs(before.Loss[i].item<float>()) / dual;
            Assert.InRange(size, least - 1e-6f, least * 1.01f);
        }

        Assert.False(after.StillCorrect!.any().item<bool>());
    }

    [Fact]
    public void A_sample_that_does_not_fall_inside_the_budget_keeps_its_clean_image_and_its_verdict()
    {
        using var scope = NewDisposeScope();
        Tensor clean = ClassProblems.Clean();
        PerSampleLoss loss = Towards("linear", clean, 1);
        AttackResult result = new Fab(new FabOptions { Epsilon = 0.013, Iterations = 10 }).Perturb(loss, new AttackBatch(clean, Ids(6), seed: 0));

        bool[] stands = result.Trace.StillCorrect!.data<bool>().ToArray();
        Assert.Equal([true, true, true, false, false, false], stands);
        Assert.Equal(stands, loss(result.Pixels).StillCorrect!.data<bool>().ToArray());
        Assert.Equal(Values(clean.narrow(0, 0, 3)), Values(result.Pixels.narrow(0, 0, 3)));
    }

    [Fact]
    public void It_ends_when_all_have_fallen()
    {
        using var scope = NewDisposeScope();
        int calls = 0;
        Tensor clean = ClassProblems.Clean();
        PerSampleLoss loss = Towards("linear", clean, 1);
        PerSampleLoss counted = pixels =>
        {
            calls++;
            return loss(pixels);
        };
        new Fab(new FabOptions { Epsilon = 0.5, Iterations = 50 }).Perturb(counted, new AttackBatch(clean, Ids(6), seed: 0));
        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData(Norm.Linf)]
    [InlineData(Norm.L2)]
    public void Across_the_nearest_boundary_is_no_farther_than_across_any_of_them(Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor clean = ClassProblems.Clean();
        PerSampleLoss[] boundaries = [.. Enumerable.Range(1, 4).Select(rank => Towards("linear", clean, rank))];
        var fab = new Fab(new FabOptions { Norm = norm, Epsilon = 1, Iterations = 20, Minimise = true });
        var batch = new AttackBatch(clean, Ids(6), seed: 0);
        Tensor Sizes(IReadOnlyList<PerSampleLoss> losses)
        {
            Tensor change = (fab.Perturb(losses, batch).Pixels - clean).flatten(1);
            return norm == Norm.Linf ? change.abs().amax(1) : change.square().sum(1).sqrt();
        }

        Tensor nearest = Sizes(boundaries);
        Assert.All(boundaries, boundary => Assert.True(nearest.le(Sizes([boundary]) * 1.01).all().item<bool>()));
    }

    [Fact]
    public void More_iterations_never_find_a_larger_perturbation()
    {
        using var scope = NewDisposeScope();
        Tensor clean = ClassProblems.Clean();
        Tensor? before = null;
        foreach (int iterations in new[] { 5, 10, 20, 40 })
        {
            var fab = new Fab(new FabOptions { Epsilon = 1, Iterations = iterations, Minimise = true });
            Tensor size = (fab.Perturb(Towards("curved", clean, 1), new AttackBatch(clean, Ids(6), seed: 0)).Pixels - clean).abs().amax(1, 2, 3);
            Assert.True(size.gt(0).all().item<bool>());
            Assert.True(before is null || size.le(before).all().item<bool>());
            before = size;
        }
    }

    private static PerSampleLoss Towards(string model, Tensor clean, int rank)
    {
        AttackedClasses classes = ClassProblems.Attacked(model);
        int[] rows = ClassProblems.Rows();
        RowLoss loss = classes.Towards(ClassLosses.TargetedMargin, classes.WrongClasses(clean, rows, rank));
        return pixels => loss(pixels, rows);
    }
}
