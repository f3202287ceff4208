using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class AdversarialPromptTuningTests
{
    private static readonly PgdOptions Attack = new() { Epsilon = 0.05, StepSize = 0.01, Steps = 4, Momentum = 0 };

    [Fact]
    public void The_loss_is_the_cross_entropy_of_scaled_cosines_on_images_driven_away_from_their_own_embedding()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = Prompted();
        TrainingBatch batch = TinyModels.Batch(6);
        var context = new StepContext(7, 1);
        using var tuning = new AdversarialPromptTuning(bundle.Clip(), bundle.Prompt!, Classes(), Attack);
        ObjectiveLoss loss = tuning.Loss(batch, context);

        double[] p = [.. bundle.Vision.Embed(batch.Pixels).softmax(1).data<float>().ToArray().Select(value => (double)value)];
        // KL(softmax(clean) || softmax(adversarial)), by its definition.
        Tensor wanted = torch.tensor(p).reshape(6, 8).to(ScalarType.Float32);
        Tensor adversarial = new Pgd(Attack).Perturb(
            pixels => (wanted * (wanted.log() - bundle.Vision.Embed(pixels).log_softmax(1))).sum(1),
            new AttackBatch(batch.Pixels, batch.SampleIds, (context with { Step = 0 }).SeedFor("inner-attack"))).Pixels;
        double[][] images = Unit(bundle.Vision.Embed(adversarial)), texts = Unit(bundle.Text!.Embed(Classes(), bundle.Prompt));
        double scale = Math.Exp(bundle.Text.LogitScale.item<float>());
        long[] labels = batch.Labels!.data<long>().ToArray();
        double expected = Enumerable.Range(0, 6).Average(i =>
        {
            double[] logits = [.. texts.Select(text => scale * text.Zip(images[i], (a, b) => a * b).Sum())];
            return Math.Log(logits.Sum(Math.Exp)) - logits[labels[i]];
        });
        Assert.Equal(expected, loss.Value.item<float>(), 2e-3);
        Assert.True(loss.Metrics.Metric("attack/gain") > 0);
    }

    [Fact]
    public void An_image_is_attacked_alike_in_every_step_and_only_the_context_trains()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = Prompted();
        using var tuning = new AdversarialPromptTuning(bundle.Clip(), bundle.Prompt!, Classes(), Attack);
        TrainingBatch batch = TinyModels.Batch(6);
        Assert.Equal(tuning.Loss(batch, new StepContext(1, 1)).Value.item<float>(), tuning.Loss(batch, new StepContext(2, 1)).Value.item<float>());
        Assert.NotEqual(tuning.Loss(batch, new StepContext(1, 1)).Value.item<float>(), tuning.Loss(batch, new StepContext(1, 2)).Value.item<float>());
        Assert.Equal(["prompt_context"], tuning.TrainableParameters.Keys);
    }

    private static ModelBundle Prompted()
    {
        ModelBundle bundle = TinyModels.Bundle();
        bundle.AttachPrompt(new LearnedPromptConfig(3));
        bundle.Prompt!.Initialise(2);
        return bundle;
    }

    private static Tensor Classes() => TinyModels.ClassNames();

    private static double[][] Unit(Tensor rows) =>
    [
        .. rows.detach().data<float>().ToArray().Select(value => (double)value).Chunk(8)
            .Select(row => row.Select(value => value / Math.Sqrt(row.Sum(one => one * one))).ToArray()),
    ];
}
