using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class ApgdTests
{
    private const double Eps = 8.0 / 255;

    [Fact]
    public void A_hundred_iterations_are_checked_after_22_41_57_70_80_87_93_and_99() =>
        Assert.Equal([22, 41, 57, 70, 80, 87, 93, 99], ApgdSchedule.Checkpoints(100));

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(10, new[] { 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [InlineData(40, new[] { 8, 15, 21, 26, 30, 33, 35, 37, 39 })]
    public void Short_attacks_have_their_checkpoints_too(int iterations, int[] expected) =>
        Assert.Equal(expected, ApgdSchedule.Checkpoints(iterations));

    [Theory]
    [InlineData(Norm.Linf, 0.05, 1e-6)]
    [InlineData(Norm.L2, 0.3, 1e-3)]
    public void On_a_linear_model_the_analytic_optimum_is_reached(Norm norm, double radius, double tolerance)
    {
        using var scope = NewDisposeScope();
        Tensor clean = torch.full([3, 3, 4, 4], 0.5f), weights = Weights();
        var apgd = new Apgd(new ApgdOptions { Norm = norm, Epsilon = radius, Iterations = 50 });
        Tensor reached = Linear(weights)(apgd.Perturb(Linear(weights), new AttackBatch(clean, Ids(3), seed: 3)).Pixels).Loss;
        Tensor dualNorm = norm == Norm.Linf ? weights.abs().sum() : weights.square().sum().sqrt();
        Assert.True(reached.allclose(Linear(weights)(clean).Loss + (dualNorm * radius), rtol: 0, atol: tolerance));
    }

    // Figures of tests/golden/attacks/apgd.py: the algorithm written again, one image at a time, in float64.
    [Fact]
    public void The_path_agrees_with_an_independent_implementation()
    {
        using var scope = NewDisposeScope();
        Tensor j = torch.arange(1, 13, dtype: ScalarType.Float32).view(1, 1, 1, 12);
        Tensor i = torch.arange(0, 4, dtype: ScalarType.Float32).view(4, 1, 1, 1);
        Tensor clean = ((j * 1.7) + i).sin() * 0.45 + 0.5;
        Tensor a = (j * 0.9).cos(), b = (j * 0.35 * (i + 1)).cos() * 0.5 + 0.6, c = (j * 3) + 20;
        PerSampleLoss loss = x => ((a * x) - (b * x * x) + ((c * x).sin() * 0.02)).flatten(1).sum(1);

        var apgd = new Apgd(new ApgdOptions { Epsilon = 0.1, Iterations = 40, RandomStart = false });
        AttackResult result = apgd.Perturb(loss, new AttackBatch(clean, Ids(4), seed: 0));

        using var golden = JsonDocument.Parse(File.ReadAllText("golden/attacks/apgd.json"));
        float[] pixels = Values(result.Pixels), best = Values(result.Trace.LargestLoss);
        for (int image = 0; image < 4; image++)
        {
            JsonElement expected = golden.RootElement[image];
            Assert.Equal(expected.GetProperty("best_loss").GetDouble(), best[image], 1e-5);
            double[] expectedPixels = [.. expected.GetProperty("pixels").EnumerateArray().Select(p => p.GetDouble())];
            Assert.All(expectedPixels, (value, index) => Assert.Equal(value, pixels[(image * 12) + index], 2e-4));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    public void The_returned_image_has_the_largest_loss_ever_seen_per_sample(int iterations)
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(8), weights = Weights();
        var seen = new List<float[]>();
        PerSampleLoss spy = pixels =>
        {
            Tensor loss = Wavy(weights)(pixels).Loss;
            seen.Add(Values(loss.detach()));
            return loss;
        };
        AttackResult result = new Apgd(new ApgdOptions { Epsilon = 0.2, Iterations = iterations }).Perturb(spy, new AttackBatch(clean, Ids(8), seed: 3));
        float[] largest = [.. Enumerable.Range(0, 8).Select(i => seen.Max(losses => losses[i]))];
        Assert.Equal(iterations + 1, seen.Count);
        Assert.Equal(largest, Values(Wavy(weights)(result.Pixels).Loss));
        Assert.Equal(largest, Values(result.Trace.LargestLoss));
    }

    [Fact]
    public void It_finds_at_least_what_fixed_steps_find_on_a_wavy_loss()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(16), weights = Weights();
        var batch = new AttackBatch(clean, Ids(16), seed: 3);
        var pgd = new Pgd(new PgdOptions { Epsilon = Eps, Steps = 50, Keep = KeptIterate.Best, Momentum = 0 });
        Tensor fixedSteps = pgd.Perturb(Wavy(weights), batch).Trace.LargestLoss.mean();
        Tensor adaptive = new Apgd(new ApgdOptions { Epsilon = Eps, Iterations = 50 }).Perturb(Wavy(weights), batch).Trace.LargestLoss.mean();
        Assert.True(adaptive.item<float>() >= fixedSteps.item<float>() - 1e-3f);
    }

    [Fact]
    public void An_image_that_fools_the_model_is_kept_before_one_with_a_larger_loss()
    {
        using var scope = NewDisposeScope();
        Tensor clean = torch.full([2, 3, 4, 4], 0.5f);
        // Image 0 is answered wrongly only while the loss is small; image 1 never.
        PerSampleLoss attacked = pixels =>
        {
            Tensor loss = pixels.flatten(1).sum(1);
            return new LossAndVerdict(loss, loss.gt(24.1).logical_or(torch.tensor(new[] { false, true })));
        };
        AttackResult result = new Apgd(new ApgdOptions { Epsilon = Eps, Iterations = 5, RandomStart = false })
            .Perturb(attacked, new AttackBatch(clean, Ids(2), seed: 3));
        Assert.Equal([false, true], result.Trace.Reports(Ids(2)).Select(report => report.StillCorrect!.Value));
        Assert.Equal(24f, result.Pixels[0].sum().item<float>(), 1e-3f);
        Assert.Equal(24f + (float)(48 * Eps), result.Pixels[1].sum().item<float>(), 1e-3f);
    }
}
