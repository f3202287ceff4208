using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class DpoTests
{
    [Fact]
    public void A_policy_equal_to_its_reference_costs_ln_2_and_has_no_reward()
    {
        using var scope = NewDisposeScope();
        using ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle();
        using var dpo = new Dpo(policy.Vision, policy.Language!, reference.Vision, reference.Language!, new DpoOptions());
        ObjectiveLoss loss = dpo.Loss(TinyModels.Batch(6), new StepContext(0, 1));
        Assert.Equal(Math.Log(2), loss.Value.item<float>(), 1e-5);
        Assert.Equal(0, loss.Metrics.Metric("reward_margin"), 1e-5);
    }

    [Fact]
    public void The_loss_is_the_formula_on_clean_images_plus_the_anchor()
    {
        using var scope = NewDisposeScope();
        using ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle(seed: 2);
        TrainingBatch batch = TinyModels.Batch(6);
        PreferenceBatch pairs = batch.Preferences!;
        var options = new DpoOptions { Preference = new PreferenceOptions { Beta = 0.3, LabelSmoothing = 0.1 }, AnswerWeight = 0.5 };
        using var dpo = new Dpo(policy.Vision, policy.Language!, reference.Vision, reference.Language!, options);
        float loss = dpo.Loss(batch, new StepContext(0, 1)).Value.item<float>();

        double[] Sums(ModelBundle model, AnswerBatch answers) =>
            [.. model.Language!.LogProbs(model.Vision.PatchFeatures(batch.Pixels), answers).Sum().data<float>().ToArray().Select(value => (double)value)];
        double[] w = Sums(policy, pairs.Chosen), l = Sums(policy, pairs.Rejected), w0 = Sums(reference, pairs.Chosen), l0 = Sums(reference, pairs.Rejected);
        float[] lengths = pairs.Chosen.Mask.sum(1).data<float>().ToArray();
        double Softplus(double z) => Math.Log(1 + Math.Exp(z));
        double expected = Enumerable.Range(0, 6).Average(i =>
        {
            double z = 0.3 * (w[i] - w0[i] - l[i] + l0[i]);
            return (0.9 * Softplus(-z)) + (0.1 * Softplus(z)) - (0.5 * w[i] / lengths[i]);
        });
        Assert.Equal(expected, loss, 1e-4);
    }

    [Fact]
    public void Without_a_reference_in_the_loss_none_is_asked()
    {
        using var scope = NewDisposeScope();
        float Loss(ulong seed)
        {
            using ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle(seed);
            var options = new DpoOptions { Preference = new PreferenceOptions { Kind = PreferenceKind.Simpo, Beta = 2 } };
            using var dpo = new Dpo(policy.Vision, policy.Language!, reference.Vision, reference.Language!, options);
            return dpo.Loss(TinyModels.Batch(6), new StepContext(0, 1)).Value.item<float>();
        }

        Assert.Equal(Loss(2), Loss(3));
    }

    [Fact]
    public void A_pair_of_equal_answers_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        using ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle(seed: 2);
        using var dpo = new Dpo(policy.Vision, policy.Language!, reference.Vision, reference.Language!, new DpoOptions());
        TrainingBatch batch = TinyModels.Batch(6);
        ObjectiveLoss loss = dpo.Loss(
            batch with { Preferences = new PreferenceBatch(batch.Preferences!.Chosen, batch.Preferences.Chosen) }, new StepContext(0, 1));
        loss.Value.backward();
        Assert.Equal(1f, loss.Metrics.Metric("equal_pairs"));
        Assert.All(dpo.TrainableParameters.Values, parameter => Assert.InRange(parameter.grad!.abs().max().item<float>(), 0, 1e-6f));
    }

    [Fact]
    public void The_decoder_in_training_cannot_be_its_own_reference_and_something_must_train()
    {
        using ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle();
        Assert.Contains("frozen copy", Assert.Throws<ArgumentException>(
            () => new Dpo(policy.Vision, policy.Language!, reference.Vision, policy.Language!, new DpoOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => new Dpo(policy.Vision, policy.Language!, reference.Vision, reference.Language!, new DpoOptions { Trains = [] }));
    }
}
