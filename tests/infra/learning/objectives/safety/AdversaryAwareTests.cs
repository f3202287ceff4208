using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

/// <summary>Both stages of ADPO against its formulas, with attacks repeated by hand.</summary>
public sealed class AdversaryAwareTests
{
    private static readonly PgdOptions Steps = new() { Epsilon = 0.1, StepSize = 0.03, Steps = 3, Momentum = 0, RandomStart = false, Keep = KeptIterate.Best };

    [Fact]
    public void Without_an_adversary_a_policy_equal_to_its_reference_costs_ln_2()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Math.Log(2), Loss(new AdversaryOptions { Space = AdversarySpace.None }).Value.item<float>(), 1e-5);
    }

    [Theory]
    [InlineData(AdversarySpace.Image)]
    [InlineData(AdversarySpace.Latent)]
    public void Under_attack_the_same_policy_costs_more_for_the_compliant_answer_has_become_likelier(AdversarySpace space)
    {
        using var scope = NewDisposeScope();
        ObjectiveLoss loss = Loss(new AdversaryOptions { Space = space, Image = Steps, Latent = new LatentOptions { Radius = 1, LearningRate = 0.1 } });
        Assert.True(loss.Metrics.Metric("attack/gain") > 0);
        Assert.True(loss.Metrics.Metric("rewards/rejected") > 0);
        Assert.True(loss.Value.item<float>() > Math.Log(2));
    }

    [Fact]
    public void Both_policy_terms_see_the_same_adversarial_image_and_the_reference_sees_the_clean_one()
    {
        using var scope = NewDisposeScope();
        using ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle(seed: 2);
        TrainingBatch batch = TinyModels.Batch(6);
        PreferenceBatch pairs = batch.Preferences!;
        var options = new AdversaryAwareDpoOptions
        {
            Preference = new PreferenceOptions { Beta = 0.3 }, Adversary = new AdversaryOptions { Image = Steps }, UtilityWeight = 0.5,
        };
        using var adpo = new AdversaryAwareDpo(policy.Vision, policy.Language!, reference.Vision, reference.Language!, options);
        float loss = adpo.Loss(batch, new StepContext(0, 1)).Value.item<float>();

        Tensor adversarial = new Pgd(Steps).Perturb(
            pixels => policy.Language!.LogProbs(policy.Vision.PatchFeatures(pixels), pairs.Rejected).Mean(), new AttackBatch(batch.Pixels, batch.SampleIds, 1)).Pixels;
        Assert.InRange((adversarial - batch.Pixels).abs().max().item<float>(), 0.05f, 0.1f + 1e-6f);
        double[] Sums(ModelBundle model, Tensor pixels, AnswerBatch answers) =>
            [.. model.Language!.LogProbs(model.Vision.PatchFeatures(pixels), answers).Sum().data<float>().ToArray().Select(value => (double)value)];
        double[] p = Sums(policy, adversarial, pairs.Chosen), r = Sums(policy, adversarial, pairs.Rejected);
        double[] p0 = Sums(reference, batch.Pixels, pairs.Chosen), r0 = Sums(reference, batch.Pixels, pairs.Rejected);
        double preference = Enumerable.Range(0, 6).Average(i => Math.Log(1 + Math.Exp(-0.3 * (p[i] - p0[i] - r[i] + r0[i]))));
        TokenLogProbs useful = policy.Language!.LogProbs(policy.Vision.PatchFeatures(batch.Utility!.Pixels), batch.Utility.Answers!);
        double utility = -useful.Values.data<float>().ToArray().Sum() / useful.Mask.data<float>().ToArray().Sum();
        Assert.Equal(preference + (0.5 * utility), loss, 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void The_reference_learns_refusals_on_adversarial_images_down_to_the_floor_and_utility_on_clean_ones(double floor)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        TrainingBatch batch = TinyModels.Batch(6);
        PreferenceBatch pairs = batch.Preferences!;
        var options = new AdversarialReferenceOptions { Adversary = new AdversaryOptions { Image = Steps }, UtilityWeight = 3, Floor = floor };
        using var reference = new AdversarialReference(bundle.Vision, bundle.Language!, options);
        float loss = reference.Loss(batch, new StepContext(0, 1)).Value.item<float>();

        Tensor adversarial = new Pgd(Steps).Perturb(
            pixels => bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(pixels), pairs.Rejected).Mean(), new AttackBatch(batch.Pixels, batch.SampleIds, 1)).Pixels;
        double PerToken(Tensor pixels, AnswerBatch answers)
        {
            TokenLogProbs rated = bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(pixels), answers);
            return -rated.Values.data<float>().ToArray().Sum() / rated.Mask.data<float>().ToArray().Sum();
        }

        double refusal = PerToken(adversarial, pairs.Chosen), utility = PerToken(batch.Utility!.Pixels, batch.Utility.Answers!);
        Assert.Equal((floor > refusal ? floor + (1e-4 * refusal) : refusal) + (3 * utility), loss, 1e-4);
    }

    private static ObjectiveLoss Loss(AdversaryOptions adversary)
    {
        ModelBundle policy = TinyModels.Bundle(), reference = TinyModels.Bundle();
        using var adpo = new AdversaryAwareDpo(
            policy.Vision, policy.Language!, reference.Vision, reference.Language!, new AdversaryAwareDpoOptions { Adversary = adversary });
        return adpo.Loss(TinyModels.Batch(6), new StepContext(0, 1));
    }
}
