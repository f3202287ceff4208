using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class AttackedClassesTests
{
    [Fact]
    public void Wrong_classes_are_ranked_without_the_truth_whatever_the_model_thinks_of_it()
    {
        using var scope = NewDisposeScope();
        float[] logits = [3f, 1f, 2f, 0f, 3f, 1f, 2f, 0f];
        var classes = new AttackedClasses(_ => tensor(logits).reshape(2, 4), 4, [0, 3]);
        long[] Rank(int rank) => [.. classes.WrongClasses(zeros(2, 1, 1, 1), [0, 1], rank).OrderBy(pair => pair.Key).Select(pair => pair.Value)];

        Assert.Equal([2, 0], Rank(1));
        Assert.Equal([1, 2], Rank(2));
        Assert.Equal([3, 1], Rank(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rank(4));
    }

    [Fact]
    public void Rows_carry_their_own_truths_and_targets()
    {
        using var scope = NewDisposeScope();
        var classes = new AttackedClasses(pixels => pixels.flatten(1), 4, [0, 1, 2]);
        Tensor pixels = eye(4).narrow(0, 0, 3).reshape(3, 1, 1, 4);
        LossAndVerdict whole = classes.Against(ClassLosses.Margin)(pixels, [0, 1, 2]);
        LossAndVerdict part = classes.Towards(ClassLosses.TargetedMargin, new Dictionary<int, long> { [2] = 3, [0] = 1 })(pixels.narrow(0, 0, 2), [2, 0]);

        Assert.Equal([-1f, -1f, -1f], whole.Loss.data<float>().ToArray());
        Assert.Equal([true, true, true], whole.StillCorrect!.data<bool>().ToArray());
        Assert.Equal([0f, 1f], part.Loss.data<float>().ToArray());
        Assert.Equal([false, false], part.StillCorrect!.data<bool>().ToArray());
    }

    [Fact]
    public void An_expectation_is_the_mean_of_its_draws_in_value_and_gradient_and_their_majority_in_verdict()
    {
        using var scope = NewDisposeScope();
        int drawn = 0;
        float[] factors = [1f, 2f, 6f];
        RowLoss random = (pixels, _) =>
        {
            Tensor loss = pixels.flatten(1).sum(1) * factors[drawn++ % 3];
            return new LossAndVerdict(loss, loss.lt(3.5));
        };
        Tensor pixels = full([2, 1, 1, 2], 0.5f);
        pixels[1] = 1f;
        pixels.requires_grad_(true);

        LossAndVerdict mean = Expectation.Over(random, 3)(pixels, [0, 1]);

        Assert.Equal([3f, 6f], mean.Loss.data<float>().ToArray());
        Assert.Equal([true, false], mean.StillCorrect!.data<bool>().ToArray());
        Assert.Equal([3f, 3f, 3f, 3f], autograd.grad([mean.Loss.sum()], [pixels])[0].data<float>().ToArray());
        Assert.Equal(3, drawn);
        Assert.Same(random, Expectation.Over(random, 1));
    }
}
