using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class FareTests
{
    [Theory]
    [InlineData(FeatureKind.ClassEmbedding)]
    [InlineData(FeatureKind.PatchFeatures)]
    [InlineData(FeatureKind.Both)]
    public void Without_perturbation_an_unchanged_tower_has_no_loss_and_no_gradient(FeatureKind kind)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        var options = new FareOptions { Features = new FeatureOptions { Kind = kind }, Attack = new PgdOptions { Steps = 3, RandomStart = false } };
        using var fare = new Fare(bundle.Vision, original, options);
        ObjectiveLoss loss = fare.Loss(TinyModels.Batch(4), new StepContext(0, 1));
        Assert.Equal(0f, loss.Value.item<float>());
        loss.Value.backward();
        Assert.All(fare.TrainableParameters.Values, parameter => Assert.True(parameter.grad is null || parameter.grad.abs().sum().item<float>() == 0));
        Assert.Equal(0f, loss.Metrics.Metric("attack/gain"));
    }

    [Fact]
    public void The_random_start_gets_the_attack_going()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        using var fare = new Fare(bundle.Vision, original, new FareOptions());
        ObjectiveLoss loss = fare.Loss(TinyModels.Batch(4), new StepContext(0, 1));
        Assert.True(loss.Value.item<float>() > 0 && loss.Metrics.Metric("attack/gain") > 0);
    }

    [Fact]
    public void The_loss_is_the_summed_square_averaged_over_the_batch()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Bundle(seed: 2).Vision;
        // One step too short to see: the adversarial image is the clean one.
        var options = new FareOptions { Attack = new PgdOptions { Steps = 1, StepSize = 1e-9, Epsilon = 1e-9 }, CleanWeight = 0.25 };
        using var fare = new Fare(bundle.Vision, original, options);
        TrainingBatch batch = TinyModels.Batch(4);
        float[] difference = (bundle.Vision.Embed(batch.Pixels) - original.Embed(batch.Pixels)).data<float>().ToArray();
        double expected = difference.Sum(d => (double)d * d) / 4;
        Assert.Equal(expected, fare.Loss(batch, new StepContext(0, 1)).Value.item<float>(), 1e-4 * expected);
    }

    [Fact]
    public void Training_on_patch_features_leaves_what_is_behind_them_alone()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        using var fare = new Fare(bundle.Vision, original, new FareOptions { Features = new FeatureOptions { Kind = FeatureKind.PatchFeatures } });
        string[] names = [.. fare.TrainableParameters.Keys];
        Assert.DoesNotContain(names, name => name.Contains("layers.2.", StringComparison.Ordinal) || name.StartsWith("visual_projection", StringComparison.Ordinal)
            || name.Contains("post_layernorm", StringComparison.Ordinal));
        Assert.Contains("vision_model.encoder.layers.1.mlp.fc2.weight", names);
        Assert.Contains("vision_model.embeddings.class_embedding", names);
        Assert.Equal(bundle.Vision.Weights().Count - 16 - 2 - 1, names.Length);
    }

    [Fact]
    public void The_result_of_a_sample_does_not_depend_on_its_batch()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        using var fare = new Fare(bundle.Vision, original, new FareOptions());
        TrainingBatch all = TinyModels.Batch(4);
        double whole = fare.Loss(all, new StepContext(0, 1)).Value.item<float>();
        double parts = Enumerable.Range(0, 4).Average(i =>
            fare.Loss(new TrainingBatch([all.SampleIds[i]], all.Pixels.narrow(0, i, 1)), new StepContext(0, 1)).Value.item<float>());
        Assert.Equal(whole, parts, 1e-3 * whole);
    }

    [Fact]
    public void Drawn_to_its_own_clean_features_the_adversarial_distance_is_to_these_and_the_clean_one_to_the_original()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Bundle(seed: 2).Vision;
        // One full step from a known start, so that the adversarial image can be written down.
        var attack = new PgdOptions { Steps = 1, StepSize = 1e-9, Epsilon = 0.05, RandomStart = true, ClipStart = true };
        using var fare = new Fare(bundle.Vision, original, new FareOptions { Attack = attack, CleanWeight = 0.4, Target = FareTarget.Clean });
        TrainingBatch batch = TinyModels.Batch(4);
        var context = new StepContext(0, 1);
        Tensor adversarial = new Pgd(attack).Perturb(
            pixels => FeatureDistance.Squared(bundle.Vision.Embed(pixels), original.Embed(batch.Pixels)),
            new AttackBatch(batch.Pixels, batch.SampleIds, context.SeedFor("inner-attack"))).Pixels;

        ObjectiveLoss loss = fare.Loss(batch, context);

        double Distance(Tensor a, Tensor b) => (a - b).data<float>().ToArray().Sum(d => (double)d * d) / 4;
        double toOwn = Distance(bundle.Vision.Embed(adversarial), bundle.Vision.Embed(batch.Pixels));
        double toOriginal = Distance(bundle.Vision.Embed(batch.Pixels), original.Embed(batch.Pixels));
        Assert.True(toOwn > 0);
        Assert.Equal((0.6 * toOwn) + (0.4 * toOriginal), loss.Value.item<float>(), 1e-4 * toOriginal);
    }

    [Fact]
    public void No_gradient_flows_into_its_own_clean_features()
    {
        using var scope = NewDisposeScope();
        float[] Gradient(FareTarget target)
        {
            using ModelBundle bundle = TinyModels.Bundle();
            using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
            using var fare = new Fare(bundle.Vision, original, new FareOptions { Target = target });
            fare.Loss(TinyModels.Batch(4), new StepContext(0, 1)).Value.backward();
            return [.. fare.TrainableParameters.Values.SelectMany(p => p.grad?.contiguous().data<float>().ToArray() ?? [])];
        }

        // Before the first step both targets are the same numbers, so the gradients are the same if the target is a constant.
        float[] own = Gradient(FareTarget.Clean), originals = Gradient(FareTarget.Reference);
        Assert.Contains(own, slope => slope != 0);
        Assert.All(originals.Zip(own), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }
}
