using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class UniversalTests
{
    [Theory]
    [InlineData(Norm.Linf), InlineData(Norm.L2)]
    public void On_a_linear_function_it_ends_at_the_corner_or_pole_of_the_ball(Norm norm)
    {
        using var scope = NewDisposeScope();
        Tensor clean = full([6, 3, 4, 4], 0.5f), weights = Weights();
        RowLoss loss = (pixels, _) => Linear(weights)(pixels);

        UniversalPerturbation found = new Universal(new UniversalOptions { Norm = norm, Epsilon = 0.1, Steps = 60, StepSize = 0.02, Batch = 4 })
            .Fit(loss, new AttackBatch(clean, Ids(6), seed: 3));

        Tensor optimum = norm == Norm.Linf ? weights.sign() * 0.1 : weights * (0.1 / weights.square().sum().sqrt());
        Assert.True(found.Values.allclose(optimum, rtol: 1e-3, atol: 1e-4));
        Assert.True(found.Loss > found.InitialLoss);
    }

    [Fact]
    public void What_is_added_is_the_same_for_every_image_but_for_the_limits_of_pixels()
    {
        using var scope = NewDisposeScope();
        RowLoss loss = (pixels, _) => Wavy(Weights())(pixels);
        AttackBatch corpus = new(Images(5), Ids(5), seed: 3), others = new(Images(7, seed: 9), Ids(7), seed: 4);
        UniversalPerturbation found = new Universal(new UniversalOptions { Epsilon = 0.1, Steps = 30, StepSize = 0.02, Batch = 2 }).Fit(loss, corpus);

        AttackResult result = found.AddTo(Wavy(Weights()), others);

        Assert.True(result.Pixels.allclose((others.Clean + found.Values).clamp(0, 1)));
        Assert.Equal(Values(Wavy(Weights())(result.Pixels).Loss), Values(result.Trace.LastLoss));
    }

    [Fact]
    public void Its_loss_is_that_of_the_corpus_and_never_falls_with_more_rounds_through_it()
    {
        using var scope = NewDisposeScope();
        Tensor clean = Images(6), weights = Weights();
        RowLoss loss = (pixels, _) => Wavy(weights)(pixels);
        float before = float.NegativeInfinity;
        foreach (int rounds in new[] { 1, 2, 5, 12 })
        {
            UniversalPerturbation found = new Universal(new UniversalOptions { Epsilon = 0.1, Steps = 3 * rounds, StepSize = 0.04, Batch = 2 })
                .Fit(loss, new AttackBatch(clean, Ids(6), seed: 3));
            Assert.Equal(Wavy(weights)((clean + found.Values).clamp(0, 1)).Loss.mean().item<float>(), found.Loss, 1e-3);
            Assert.True(found.Loss >= before);
            before = found.Loss;
        }
    }

    [Fact]
    public void Within_a_radius_of_one_all_images_become_the_same()
    {
        using var scope = NewDisposeScope();
        Tensor target = Images(1, seed: 5).gt(0.5).to(ScalarType.Float32);
        RowLoss loss = (pixels, _) => PullTo(target)(pixels);

        var universal = new Universal(new UniversalOptions { Epsilon = 1, Steps = 300, StepSize = 0.02, Batch = 4 });
        AttackResult result = universal.Fit(loss, new AttackBatch(Images(4), Ids(4), seed: 3)).AddTo(PullTo(target), new AttackBatch(Images(4), Ids(4), seed: 3));

        Assert.True(result.Pixels.allclose(target.expand_as(result.Pixels), rtol: 0, atol: 0.05));
    }

    [Fact]
    public void Gradients_that_are_not_numbers_are_counted_and_taken_as_zero()
    {
        using var scope = NewDisposeScope();
        RowLoss loss = (pixels, _) => ((pixels * 0).sqrt() + pixels).flatten(1).sum(1);

        UniversalPerturbation found = new Universal(new UniversalOptions { Epsilon = 0.1, Steps = 2, Batch = 3 })
            .Fit(loss, new AttackBatch(Images(3), Ids(3), seed: 3));

        Assert.Equal(2 * 3 * 48, found.NonFiniteGradients);
        Assert.True(found.Values.isfinite().all().item<bool>());
    }
}
