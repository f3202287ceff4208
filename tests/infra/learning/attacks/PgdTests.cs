using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class PgdTests
{
    private const double Eps = 8.0 / 255;

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.9, true)]
    [InlineData(0.9, false)]
    public void On_a_linear_model_the_corner_of_the_cube_is_reached(double momentum, bool randomStart)
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(5), weights = Weights();
        var pgd = new Pgd(new PgdOptions { Epsilon = Eps, StepSize = Eps / 4, Steps = 12, Momentum = momentum, RandomStart = randomStart });
        AttackResult result = pgd.Perturb(Linear(weights), new AttackBatch(clean, Ids(5), seed: 9));
        Tensor optimum = (clean + (weights.sign() * Eps)).clamp(0, 1);
        Assert.True(result.Pixels.allclose(optimum, rtol: 0, atol: 1e-6));
    }

    [Fact]
    public void In_the_euclidean_ball_the_step_follows_the_gradient_itself()
    {
        using var scope = NewDisposeScope();
        // Grey images: the ball lies inside [0, 1], so the optimum is x + r w/|w|.
        Tensor clean = torch.full([3, 3, 4, 4], 0.5f), weights = Weights();
        var pgd = new Pgd(new PgdOptions { Norm = Norm.L2, Epsilon = 0.3, StepSize = 0.1, Steps = 40, Momentum = 0 });
        AttackResult result = pgd.Perturb(Linear(weights), new AttackBatch(clean, Ids(3), seed: 9));
        Tensor optimum = clean + (weights / weights.square().sum().sqrt() * 0.3);
        Assert.True(result.Pixels.allclose(optimum, rtol: 0, atol: 1e-4));
    }

    [Fact]
    public void The_second_step_obeys_the_formula_of_sign_momentum()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(2), target = Images(2, seed: 77);
        var options = new PgdOptions { Epsilon = 0.5, StepSize = 0.01, Steps = 2, Momentum = 0.9, RandomStart = false };
        AttackResult result = new Pgd(options).Perturb(PullTo(target), new AttackBatch(clean, Ids(2), seed: 9));
        Tensor first = (target - clean).sign();
        Tensor afterOne = (clean + (first * 0.01)).clamp(0, 1);
        Tensor second = ((first * 0.9) + (target - afterOne).sign()).sign();
        Assert.True(result.Pixels.allclose((afterOne + (second * 0.01)).clamp(0, 1), rtol: 0, atol: 1e-6));
    }

    [Fact]
    public void A_start_at_the_clean_image_never_moves_where_the_loss_is_a_distance_to_it()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(3);
        PerSampleLoss distance = pixels => (pixels - clean).square().flatten(1).sum(1);
        var options = new PgdOptions { Epsilon = Eps, StepSize = 1.0 / 255, Steps = 5 };

        AttackResult zero = new Pgd(options with { RandomStart = false }).Perturb(distance, new AttackBatch(clean, Ids(3), seed: 9));
        Assert.Equal(Values(clean), Values(zero.Pixels));
        Assert.All(zero.Trace.Reports(Ids(3)), report => Assert.True(report.ZeroGradientSteps == 5 && report.IsFlat && report.Gain == 0));

        AttackResult random = new Pgd(options).Perturb(distance, new AttackBatch(clean, Ids(3), seed: 9));
        Assert.All(random.Trace.Reports(Ids(3)), report => Assert.True(report.ZeroGradientSteps == 0 && !report.IsFlat && report.Gain > 0));
    }

    [Fact]
    public void The_first_forward_pass_sees_the_unclipped_start_unless_asked_otherwise()
    {
        using var scope = NewDisposeScope();
        Tensor black = torch.zeros([2, 3, 4, 4]);
        float Lowest(PgdOptions options)
        {
            float? lowest = null;
            PerSampleLoss spy = pixels =>
            {
                lowest ??= pixels.amin(0, 1, 2, 3).item<float>();
                return pixels.flatten(1).sum(1);
            };
            new Pgd(options).Perturb(spy, new AttackBatch(black, Ids(2), seed: 9));
            return lowest!.Value;
        }

        var fare = new PgdOptions { Epsilon = Eps, Steps = 1 };
        Assert.InRange(Lowest(fare), -Eps, -Eps / 2);
        Assert.Equal(0f, Lowest(fare with { ClipStart = true }));
        Assert.Equal(0f, Lowest(fare with { Keep = KeptIterate.Best }));
    }

    [Fact]
    public void A_given_start_is_refined_and_projected_first()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(2), far = torch.full([2, 3, 4, 4], 0.9f);
        PerSampleLoss constant = pixels => (pixels * 0).flatten(1).sum(1);
        var pgd = new Pgd(new PgdOptions { Epsilon = Eps, Steps = 3 });
        AttackResult result = pgd.Perturb(constant, new AttackBatch(clean, Ids(2), seed: 9, start: far));
        Assert.True(result.Pixels.allclose((clean + Eps).clamp(0, 1), rtol: 0, atol: 1e-6));
    }

    [Fact]
    public void The_best_iterate_is_never_worse_than_the_last()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(8), weights = Weights();
        var options = new PgdOptions { Epsilon = 0.2, StepSize = 0.05, Steps = 9, ClipStart = true };
        var batch = new AttackBatch(clean, Ids(8), seed: 9);
        Tensor last = Wavy(weights)(new Pgd(options).Perturb(Wavy(weights), batch).Pixels).Loss;
        AttackResult best = new Pgd(options with { Keep = KeptIterate.Best }).Perturb(Wavy(weights), batch);
        Tensor bestLoss = Wavy(weights)(best.Pixels).Loss;
        Assert.True(bestLoss.ge(last).all().item<bool>());
        Assert.True(bestLoss.allclose(best.Trace.LargestLoss, rtol: 1e-6, atol: 1e-6));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Contains("PgdOptions.Steps = 0", Assert.Throws<ValidationException>(() => new Pgd(new PgdOptions { Steps = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("Momentum", Assert.Throws<ValidationException>(() => new Pgd(new PgdOptions { Momentum = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("StepSize", Assert.Throws<ValidationException>(() => new Pgd(new PgdOptions { StepSize = double.NaN })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pgd(new PgdOptions { Epsilon = 1.5 }));
    }
}
