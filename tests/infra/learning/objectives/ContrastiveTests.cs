using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class ContrastiveTests
{
    [Fact]
    public void Identical_pairs_cost_ln_of_the_batch()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var contrastive = new Contrastive(bundle.Clip(), new ContrastiveOptions());
        TrainingBatch one = TinyModels.Batch(1);
        var same = new TrainingBatch([1UL, 2UL, 3UL, 4UL, 5UL], one.Pixels.expand(5, 3, 8, 8).contiguous())
        {
            CaptionTokens = one.CaptionTokens!.expand(5, 4).contiguous(),
        };
        Assert.Equal(Math.Log(5), contrastive.Loss(same, new StepContext(0, 1)).Value.item<float>(), 1e-4);
    }

    [Fact]
    public void The_shares_of_the_pairs_have_the_batchs_loss_as_their_mean()
    {
        using var scope = NewDisposeScope();
        Tensor images = GradientCheck.Normal("i", 4, 5), texts = GradientCheck.Normal("t", 4, 5), scale = torch.tensor(4.0);
        Assert.Equal(ContrastiveLoss.Of(images, texts, scale).item<double>(), ContrastiveLoss.PerPair(images, texts, scale).mean().item<double>(), 1e-12);
    }

    [Fact]
    public void All_images_of_a_batch_are_attacked_jointly_and_only_these_are_learned_from()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        TrainingBatch batch = TinyModels.Batch(6);
        // One step of the full radius from the clean image.
        const double radius = 0.03;
        var attack = new PgdOptions { Epsilon = radius, StepSize = radius, Steps = 1, Momentum = 0, RandomStart = false };
        using var contrastive = new Contrastive(bundle.Clip(), new ContrastiveOptions { Attack = attack });
        float loss = contrastive.Loss(batch, new StepContext(0, 1)).Value.item<float>();

        Tensor pixels = batch.Pixels.clone().requires_grad_(true);
        Tensor Loss(Tensor images) => ContrastiveLoss.Of(bundle.Vision.Embed(images), bundle.Text!.Embed(batch.CaptionTokens!), bundle.Text.LogitScale.exp());
        Tensor gradient = autograd.grad([Loss(pixels)], [pixels])[0];
        Tensor adversarial = (batch.Pixels + (gradient.sign() * radius)).clamp(0, 1);
        Assert.Equal(Loss(adversarial).item<float>(), loss, 1e-3f);
        Assert.True(loss > Loss(batch.Pixels).item<float>());
    }

    [Fact]
    public void The_temperature_stays_within_its_bound_after_a_step()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var contrastive = new Contrastive(bundle.Clip(), new ContrastiveOptions());
        using (no_grad())
        {
            bundle.Text!.LogitScale.fill_(7);
        }

        contrastive.AfterStep();
        Assert.Equal(Math.Log(100), bundle.Text!.LogitScale.item<float>(), 1e-6);
    }
}
