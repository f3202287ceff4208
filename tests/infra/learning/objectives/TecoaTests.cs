using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class TecoaTests
{
    [Fact]
    public void The_loss_is_the_cross_entropy_of_scaled_cosines()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        var options = new TecoaOptions { LogitScale = 5, Attack = new PgdOptions { Steps = 1, StepSize = 1e-9, Epsilon = 1e-9 } };
        using var tecoa = new Tecoa(bundle.Vision, TinyModels.ClassEmbeddings(), options);
        TrainingBatch batch = TinyModels.Batch(4);
        float[] images = bundle.Vision.Embed(batch.Pixels).contiguous().data<float>().ToArray();
        float[] classes = TinyModels.ClassEmbeddings().data<float>().ToArray();
        double expected = Enumerable.Range(0, 4).Average(i =>
        {
            double[] logits = [.. Enumerable.Range(0, 4).Select(c => 5 * Cosine(images.AsSpan(i * 8, 8), classes.AsSpan(c * 8, 8)))];
            return Math.Log(logits.Sum(Math.Exp)) - logits[i % 4];
        });
        Assert.Equal(expected, tecoa.Loss(batch, new StepContext(0, 1)).Value.item<float>(), 1e-4);
    }

    [Fact]
    public void The_attack_raises_the_cross_entropy()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var tecoa = new Tecoa(bundle.Vision, TinyModels.ClassEmbeddings(), new TecoaOptions { LogitScale = 5 });
        Assert.True(tecoa.Loss(TinyModels.Batch(4), new StepContext(0, 1)).Metrics.Metric("attack/gain") > 0);
        Assert.Throws<ArgumentException>(() => new Tecoa(bundle.Vision, torch.zeros([4, 9]), new TecoaOptions()));
    }

    [Fact]
    public void A_clean_weight_mixes_the_two_cross_entropies()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        ObjectiveLoss Loss(double clean)
        {
            using var tecoa = new Tecoa(bundle.Vision, TinyModels.ClassEmbeddings(), new TecoaOptions { LogitScale = 5, CleanWeight = clean });
            return tecoa.Loss(TinyModels.Batch(4), new StepContext(0, 1));
        }

        float adversarial = Loss(0).Value.item<float>();
        ObjectiveLoss mixed = Loss(0.25);
        Assert.Equal((0.25f * mixed.Metrics.Metric("cross_entropy/clean")) + (0.75f * adversarial), mixed.Value.item<float>(), 1e-5f);
        Assert.True(mixed.Metrics.Metric("cross_entropy/clean") < adversarial);
    }

    [Fact]
    public void Drawn_to_its_own_prediction_the_loss_is_the_divergence_from_it_and_the_random_start_gets_the_attack_going()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        TecoaOptions options = new() { LogitScale = 5, CleanWeight = 0.5, Target = TecoaTarget.Clean };
        ObjectiveLoss Loss(PgdOptions attack)
        {
            using var tecoa = new Tecoa(bundle.Vision, TinyModels.ClassEmbeddings(), options with { Attack = attack });
            return tecoa.Loss(TinyModels.Batch(4), new StepContext(0, 1));
        }

        ObjectiveLoss still = Loss(new PgdOptions { Steps = 1, StepSize = 1e-9, Epsilon = 1e-9 });
        Assert.Equal(0.5f * still.Metrics.Metric("cross_entropy/clean"), still.Value.item<float>(), 1e-5f);
        Assert.True(Loss(new PgdOptions()).Metrics.Metric("attack/gain") > 0);
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, na = 0, nb = 0;
        for (int i = 0; i < a.Length; i++)
        {
            (dot, na, nb) = (dot + ((double)a[i] * b[i]), na + ((double)a[i] * a[i]), nb + ((double)b[i] * b[i]));
        }

        return dot / Math.Sqrt(na * nb);
    }
}
