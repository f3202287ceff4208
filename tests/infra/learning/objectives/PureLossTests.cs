using Rampart.Learning.Objectives;
using TorchSharp;
using static Rampart.Learning.Tests.Objectives.GradientCheck;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class PureLossTests
{
    [Fact]
    public void Dpo_of_a_policy_equal_to_its_reference_is_ln_2_with_no_reward()
    {
        using var scope = NewDisposeScope();
        var both = new LogProbPair(Normal("w", 5), Normal("l", 5));
        PreferenceLoss loss = PreferenceLosses.Dpo(both, both, beta: 0.1);
        Assert.All(loss.PerPair.data<double>().ToArray(), value => Assert.Equal(Math.Log(2), value, 1e-12));
        Assert.All(loss.ChosenReward.data<double>().ToArray(), value => Assert.Equal(0, value));
        Assert.All(loss.RejectedReward.data<double>().ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Dpo_is_the_formula_of_its_paper(double smoothing)
    {
        using var scope = NewDisposeScope();
        var policy = new LogProbPair(torch.tensor(new[] { -3.0, -700.0 }), torch.tensor(new[] { -5.0, -10.0 }));
        var reference = new LogProbPair(torch.tensor(new[] { -4.0, -20.0 }), torch.tensor(new[] { -4.5, -650.0 }));
        double[] loss = PreferenceLosses.Dpo(policy, reference, beta: 0.5, smoothing).PerPair.data<double>().ToArray();
        // h = (-3 + 4) - (-5 + 4.5) = 1.5, and (-700 + 20) - (-10 + 650) = -1320, where exp would overflow.
        double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
        Assert.Equal((-(1 - smoothing) * Math.Log(Sigmoid(0.75))) - (smoothing * Math.Log(Sigmoid(-0.75))), loss[0], 1e-12);
        Assert.Equal((1 - smoothing) * 660, loss[1], 1e-6);
    }

    [Fact]
    public void Gradients_of_dpo_agree_with_differences_and_none_reaches_the_reference()
    {
        using var scope = NewDisposeScope();
        Tensor rejected = Normal("l", 4), reference = Normal("r", 4).requires_grad_(true);
        var fixedPair = new LogProbPair(reference, Normal("s", 4));
        Agrees(w => PreferenceLosses.Dpo(new LogProbPair(w, rejected), fixedPair, 0.7, 0.1).PerPair.sum(), Normal("w", 4));
        PreferenceLosses.Dpo(new LogProbPair(Normal("w", 4).requires_grad_(true), rejected), fixedPair, 0.7).PerPair.sum().backward();
        Assert.True(reference.grad is null);
    }

    [Fact]
    public void The_gradient_of_the_adversarial_image_term_is_that_of_minus_the_summed_probabilities()
    {
        using var scope = NewDisposeScope();
        Tensor mask = torch.tensor(new[,] { { 1.0, 1.0, 0.0 }, { 1.0, 1.0, 1.0 } });
        Tensor logits = Normal("logits", 2, 3, 7).requires_grad_(true);
        Tensor LogProbs() => torch.nn.functional.log_softmax(logits, -1).select(-1, 2);
        Tensor loss = AnswerLosses.ConfidenceWeighted(LogProbs(), mask).sum();
        Tensor probabilities = -(LogProbs().exp() * mask).sum();
        Tensor ours = autograd.grad([loss], [logits])[0], expected = autograd.grad([probabilities], [logits])[0];
        Assert.True(ours.allclose(expected, rtol: 1e-12, atol: 1e-12));
        double[] p = (LogProbs().exp() * mask).data<double>().ToArray();
        Assert.Equal(-p.Where(value => value > 0).Sum(value => value * Math.Log(value)), loss.item<double>(), 1e-12);
    }

    [Fact]
    public void Likelihoods_count_the_answer_only_and_means_divide_by_its_length()
    {
        using var scope = NewDisposeScope();
        Tensor logProbs = torch.tensor(new[,] { { -1.0, -2.0, -100.0 }, { -3.0, -100.0, -100.0 } });
        Tensor mask = torch.tensor(new[,] { { 1.0, 1.0, 0.0 }, { 1.0, 0.0, 0.0 } });
        Tensor nll = AnswerLosses.NegativeLogLikelihood(logProbs, mask);
        Assert.Equal([3.0, 3.0], nll.data<double>().ToArray());
        Assert.Equal([1.5, 3.0], AnswerLosses.PerToken(nll, mask).data<double>().ToArray());
    }

    [Fact]
    public void The_contrastive_loss_of_identical_pairs_is_ln_of_the_batch()
    {
        using var scope = NewDisposeScope();
        Tensor same = Normal("e", 1, 8).expand(6, 8);
        Assert.Equal(Math.Log(6), ContrastiveLoss.Of(same, same * 3, torch.tensor(100.0)).item<double>(), 1e-9);
    }

    [Fact]
    public void The_contrastive_loss_is_the_mean_of_both_directions()
    {
        using var scope = NewDisposeScope();
        Tensor images = Normal("i", 3, 5), texts = Normal("t", 3, 5);
        double[,] cosines = new double[3, 3];
        double[] a = images.data<double>().ToArray(), b = texts.data<double>().ToArray();
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double dot = 0, na = 0, nb = 0;
                for (int d = 0; d < 5; d++)
                {
                    (dot, na, nb) = (dot + (a[(i * 5) + d] * b[(j * 5) + d]), na + Math.Pow(a[(i * 5) + d], 2), nb + Math.Pow(b[(j * 5) + d], 2));
                }

                cosines[i, j] = 4 * dot / Math.Sqrt(na * nb);
            }
        }

        double expected = 0;
        for (int i = 0; i < 3; i++)
        {
            double row = 0, column = 0;
            for (int j = 0; j < 3; j++)
            {
                row += Math.Exp(cosines[i, j]);
                column += Math.Exp(cosines[j, i]);
            }

            expected += (Math.Log(row) + Math.Log(column) - (2 * cosines[i, i])) / 6;
        }

        Assert.Equal(expected, ContrastiveLoss.Of(images, texts, torch.tensor(4.0)).item<double>(), 1e-9);
        Agrees(x => ContrastiveLoss.Of(x, texts, torch.tensor(4.0)), images);
        Agrees(x => ContrastiveLoss.Of(images, x, torch.tensor(4.0)), texts);
        Agrees(x => ContrastiveLoss.Of(images, texts, x.exp()), Normal("s"));
    }

    [Fact]
    public void The_feature_distance_sums_over_dimensions_and_rests_at_its_target()
    {
        using var scope = NewDisposeScope();
        Tensor target = torch.tensor(new[,] { { 3.0, 4.0 }, { 0.0, 2.0 } });
        Tensor features = target + torch.tensor(new[,] { { 1.0, 2.0 }, { 0.0, -3.0 } });
        Assert.Equal([5.0, 9.0], FeatureDistance.Squared(features, target).data<double>().ToArray());
        Assert.Equal([0.2, 2.25], FeatureDistance.Squared(features, target, relative: true).data<double>().ToArray());
        Agrees(x => FeatureDistance.Squared(x, target, relative: true).sum(), features);

        Tensor resting = target.clone().requires_grad_(true);
        Tensor zero = FeatureDistance.Squared(resting, target).sum();
        Assert.Equal(0, zero.item<double>());
        Assert.All(autograd.grad([zero], [resting])[0].data<double>().ToArray(), slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void The_absolute_distance_sums_over_dimensions()
    {
        using var scope = NewDisposeScope();
        Tensor target = torch.tensor(new[,] { { 3.0, -4.0 }, { 0.0, 2.0 } });
        Tensor features = target + torch.tensor(new[,] { { 1.0, 2.0 }, { 0.0, -3.0 } });
        Assert.Equal([3.0, 3.0], FeatureDistance.Absolute(features, target).data<double>().ToArray());
        Assert.Equal([3.0 / 7, 1.5], FeatureDistance.Absolute(features, target, relative: true).data<double>().ToArray());
        Agrees(x => FeatureDistance.Absolute(x, target, relative: true).sum(), features + Normal("shift", 2, 2));
    }

    [Fact]
    public void The_divergence_is_that_of_the_two_distributions_and_lets_no_gradient_into_its_target()
    {
        using var scope = NewDisposeScope();
        Tensor target = torch.tensor(new[,] { { 0.0, Math.Log(3) } }).requires_grad_(true), even = torch.tensor(new[,] { { 5.0, 5.0 } });
        // (1/4, 3/4) from (1/2, 1/2).
        Assert.Equal((0.25 * Math.Log(0.5)) + (0.75 * Math.Log(1.5)), Divergence.Of(target, even).item<double>(), 1e-12);
        Agrees(logits => Divergence.Of(target, logits).sum(), Normal("logits", 1, 2));
        Tensor same = target.detach().clone().requires_grad_(true);
        Divergence.Of(target, same).sum().backward();
        Assert.True(target.grad is null);
        Assert.All(same.grad!.data<double>().ToArray(), slope => Assert.Equal(0, slope, 1e-15));
    }
}
