using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class AdpoTests
{
    [Fact]
    public void At_the_start_the_preference_term_is_ln_2_and_there_is_no_reward()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using var adpo = new Adpo(bundle.Vision, reference, bundle.Language!, new AdpoOptions { Lambda = 0, MaskEqualPairs = false });
        ObjectiveLoss loss = adpo.Loss(TinyModels.Batch(6), new StepContext(0, 1));
        Assert.Equal(Math.Log(2), loss.Value.item<float>(), 1e-5);
        Assert.Equal(Math.Log(2), loss.Metrics.Metric("pio"), 1e-5);
        Assert.Equal(0, loss.Metrics.Metric("reward_margin"), 1e-5);
    }

    [Fact]
    public void The_loss_is_the_formula_of_the_method()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Bundle(seed: 2).Vision;
        TrainingBatch batch = TinyModels.Batch(6);
        // Mined perturbations and a step too short to change them: the adversarial image is known.
        Tensor perturbation = (TinyModels.Batch(6, seed: 5).Pixels - 0.5f) * 0.1f;
        PreferenceBatch pairs = batch.Preferences! with { Perturbations = perturbation };
        var options = new AdpoOptions { Preference = new PreferenceOptions { Beta = 0.3 }, Lambda = 0.7, Attack = new PgdOptions { Epsilon = 0.1, Steps = 1, StepSize = 1e-9 }, MeanOverTokens = false };
        using var adpo = new Adpo(bundle.Vision, reference, bundle.Language!, options);
        float loss = adpo.Loss(batch with { Preferences = pairs }, new StepContext(0, 1)).Value.item<float>();

        Tensor adversarial = (batch.Pixels + perturbation).clamp(0, 1);
        double[] Sums(ClipVisionTower tower, Tensor pixels, AnswerBatch answers) =>
            [.. bundle.Language!.LogProbs(tower.PatchFeatures(pixels), answers).Sum().data<float>().ToArray().Select(value => (double)value)];
        double[] chosen = Sums(bundle.Vision, batch.Pixels, pairs.Chosen), chosenBefore = Sums(reference, batch.Pixels, pairs.Chosen);
        double[] rejected = Sums(bundle.Vision, adversarial, pairs.Rejected), rejectedBefore = Sums(reference, adversarial, pairs.Rejected);
        double[] tokens = [.. bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(adversarial), pairs.Chosen).Values.data<float>().ToArray().Select(value => (double)value)];
        double expected = Enumerable.Range(0, 6).Average(i =>
            Math.Log(1 + Math.Exp(-0.3 * (chosen[i] - chosenBefore[i] - rejected[i] + rejectedBefore[i]))))
            + (0.7 * tokens.Sum(logP => -Math.Exp(logP) * logP) / 6);
        Assert.Equal(expected, loss, 1e-3);
    }

    [Fact]
    public void Pairs_with_equal_answers_are_left_out_of_the_preference_term_only()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Bundle(seed: 2).Vision;
        TrainingBatch batch = TinyModels.Batch(6);
        TrainingBatch equal = batch with { Preferences = new PreferenceBatch(batch.Preferences!.Chosen, batch.Preferences.Chosen) };
        using var adpo = new Adpo(bundle.Vision, reference, bundle.Language!, new AdpoOptions());
        ObjectiveLoss loss = adpo.Loss(equal, new StepContext(0, 1));
        Assert.Equal(1f, loss.Metrics.Metric("equal_pairs"));
        Assert.Equal(0f, loss.Metrics.Metric("pio"));
        Assert.Equal(loss.Metrics.Metric("aio"), loss.Value.item<float>(), 1e-6f);

        using var unmasked = new Adpo(bundle.Vision, reference, bundle.Language!, new AdpoOptions { MaskEqualPairs = false });
        Assert.True(unmasked.Loss(equal, new StepContext(0, 1)).Metrics.Metric("pio") > 0);
    }

    [Fact]
    public void Answers_differ_by_a_token_or_by_going_on()
    {
        using var scope = NewDisposeScope();
        AnswerBatch Of(params int[][] answers) => AnswerBatch.FromTokens([.. answers.Select(_ => new[] { 1, 3, 7 })], answers, imageId: 3, padId: 4);
        AnswerBatch chosen = Of([5, 2], [5, 2], [5, 2]);
        AnswerBatch rejected = Of([5, 2], [6, 2], [5, 2, 0]);
        Assert.Equal([0f, 1f, 1f], new PreferenceBatch(chosen, rejected).Differ().data<float>().ToArray());
        Assert.Equal([0f, 1f, 1f], new PreferenceBatch(rejected, chosen).Differ().data<float>().ToArray());
    }

    [Theory]
    [InlineData(InnerTarget.Features)]
    [InlineData(InnerTarget.Answer)]
    [InlineData(InnerTarget.Both)]
    public void Every_inner_target_is_raised_by_the_attack(InnerTarget target)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using var adpo = new Adpo(bundle.Vision, reference, bundle.Language!, new AdpoOptions { Target = target });
        Assert.True(adpo.Loss(TinyModels.Batch(6), new StepContext(0, 1)).Metrics.Metric("attack/gain") > 0);
    }

    [Fact]
    public void The_anchors_add_what_they_say()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Bundle(seed: 2).Vision;
        TrainingBatch batch = TinyModels.Batch(6);
        float Loss(AdpoOptions options)
        {
            using var adpo = new Adpo(bundle.Vision, reference, bundle.Language!, options);
            return adpo.Loss(batch, new StepContext(0, 1)).Value.item<float>();
        }

        float plain = Loss(new AdpoOptions());
        float answer = -bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(batch.Pixels), batch.Preferences!.Chosen).Mean().mean().item<float>();
        Assert.Equal(plain + (2 * answer), Loss(new AdpoOptions { CleanAnswerWeight = 2 }), 1e-4f);
        float distance = FeatureDistance.Squared(bundle.Vision.PatchFeatures(batch.Pixels), reference.PatchFeatures(batch.Pixels), relative: true).mean().item<float>();
        Assert.Equal(plain + (3 * distance), Loss(new AdpoOptions { CleanFeatureWeight = 3 }), 1e-4f);
    }
}
