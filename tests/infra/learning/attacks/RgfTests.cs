using System.Text.Json;
using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class RgfTests
{
    private static readonly RgfOptions Options = new() { Epsilon = 0.05, Steps = 4, Directions = 12, Reach = 0.08, StepSize = 0.02 };

    // Figures of tests/golden/attacks/rgf.py: the algorithm and the random numbers written again, one image at a time, in float64.
    [Fact]
    public void The_path_agrees_with_an_independent_implementation()
    {
        using JsonDocument golden = ClassProblems.Golden("rgf");
        Assert.All(golden.RootElement.EnumerateArray(), run =>
        {
            using var scope = NewDisposeScope();
            RowLoss margin = ClassProblems.Attacked(run.GetProperty("model").GetString()!).Against(ClassLosses.Margin);

            AttackResult result = new Rgf(Options).Perturb(
                pixels => margin(pixels, ClassProblems.Rows()).Loss, new AttackBatch(ClassProblems.Clean(), Ids(ClassProblems.Images), seed: 8));

            JsonElement[] images = [.. run.GetProperty("images").EnumerateArray()];
            float[] pixels = Values(result.Pixels), losses = Values(result.Trace.LargestLoss);
            Assert.All(images, (image, i) => Assert.Equal(image.GetProperty("loss").GetDouble(), losses[i], 1e-4));
            double[] expected = [.. images.SelectMany(image => ClassProblems.Numbers(image.GetProperty("pixels")))];
            Assert.All(expected, (value, place) => Assert.Equal(value, pixels[place], 1e-4));
        });
    }

    [Fact]
    public void On_a_linear_function_the_estimate_leads_to_the_corner_that_the_gradient_leads_to()
    {
        using var scope = NewDisposeScope();
        Tensor clean = full([2, 3, 4, 4], 0.5f), weights = Weights().sign() * 2;

        // Enough directions for every sign of the slope to come out right.
        var rgf = new Rgf(new RgfOptions { Epsilon = 0.1, Steps = 1, StepSize = 0.1, Directions = 3000, Reach = 0.01 });
        AttackResult result = rgf.Perturb(Linear(weights), new AttackBatch(clean, Ids(2), seed: 3));

        Assert.True(result.Pixels.allclose((clean + (weights.sign() * 0.1)).expand_as(clean), 1e-5, 1e-6));
    }

    [Fact]
    public void It_never_asks_for_a_gradient()
    {
        using var scope = NewDisposeScope();
        PerSampleLoss values = pixels =>
        {
            Assert.False(pixels.requires_grad);
            return pixels.flatten(1).sum(1);
        };

        AttackResult result = new Rgf(Options).Perturb(values, new AttackBatch(Images(2), Ids(2), seed: 3));

        Assert.True(result.Trace.LargestLoss.gt(result.Trace.InitialLoss).all().item<bool>());
    }

    [Fact]
    public void An_image_outside_the_budget_never_counts_as_found()
    {
        using var scope = NewDisposeScope();
        Tensor clean = full([1, 3, 4, 4], 0.5f);
        // Wrong as soon as any pixel has moved by more than the budget, which only questions do.
        PerSampleLoss attacked = pixels =>
            new LossAndVerdict(pixels.flatten(1).sum(1), (pixels - clean).abs().flatten(1).amax(1).le(0.06));

        AttackResult result = new Rgf(Options).Perturb(attacked, new AttackBatch(clean, Ids(1), seed: 3));

        Assert.True(result.Trace.StillCorrect!.item<bool>());
    }

    [Fact]
    public void More_steps_never_lose_what_fewer_have_found()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(6), weights = Weights();
        Tensor? before = null;
        foreach (int steps in new[] { 1, 2, 5 })
        {
            Tensor loss = new Rgf(Options with { Steps = steps }).Perturb(Wavy(weights), new AttackBatch(clean, Ids(6), seed: 3)).Trace.LargestLoss;
            Assert.True(before is null || loss.ge(before).all().item<bool>());
            before = loss;
        }
    }
}
