using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class InstructionTests
{
    [Fact]
    public void The_loss_is_the_mean_over_all_answer_tokens_of_the_batch()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var instruction = new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions());
        TrainingBatch batch = TinyModels.Batch(6);
        TokenLogProbs tokens = bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(batch.Pixels), batch.Answers!);
        float[] values = tokens.Values.data<float>().ToArray(), mask = tokens.Mask.data<float>().ToArray();
        double expected = -values.Zip(mask, (value, one) => value * one).Sum() / mask.Sum();
        Assert.Equal(expected, instruction.Loss(batch, new StepContext(0, 1)).Value.item<float>(), 1e-5);
    }

    [Fact]
    public void Texts_without_images_count_with_their_tokens_and_no_image_matters_to_them()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var instruction = new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions());
        TrainingBatch plain = TinyModels.Batch(6), withTexts = plain with { Texts = TinyModels.Answers(5, 9) };
        TokenLogProbs texts = bundle.Language!.TextLogProbs(withTexts.Texts!);
        double tokens = plain.Answers!.Mask.sum().item<float>(), more = texts.Mask.sum().item<float>();
        double expected = ((instruction.Loss(plain, new StepContext(0, 1)).Value.item<float>() * tokens) - texts.Values.sum().item<float>()) / (tokens + more);
        Assert.Equal(expected, instruction.Loss(withTexts, new StepContext(0, 1)).Value.item<float>(), 1e-5);
    }

    [Fact]
    public void Each_part_trains_only_if_asked()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        string[] Trained(InstructionOptions options)
        {
            using var instruction = new Instruction(bundle.Vision, bundle.Language!, options);
            return [.. instruction.TrainableParameters.Keys];
        }

        Assert.All(Trained(new InstructionOptions { Trains = [ModelPart.Projector] }), name => Assert.StartsWith("multi_modal_projector.", name, StringComparison.Ordinal));
        Assert.All(Trained(new InstructionOptions { Trains = [ModelPart.Decoder] }), name => Assert.StartsWith("language_model.", name, StringComparison.Ordinal));
        Assert.All(
            Trained(new InstructionOptions { Trains = [ModelPart.Tower] }),
            name => Assert.StartsWith("vision_model.", name, StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => Trained(new InstructionOptions { Trains = [] }));
    }

    [Fact]
    public void Adversarial_tuning_raises_the_loss_of_the_true_answer_first()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        var options = new InstructionOptions { Trains = [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder], Attack = new PgdOptions() };
        using var instruction = new Instruction(bundle.Vision, bundle.Language!, options);
        ObjectiveLoss loss = instruction.Loss(TinyModels.Batch(6), new StepContext(0, 1));
        Assert.True(loss.Metrics.Metric("attack/gain") > 0);
        loss.Value.backward();
        Assert.All(instruction.TrainableParameters.Values, parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Only_the_adversarial_image_is_learned_from()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        TrainingBatch batch = TinyModels.Batch(6);
        var attack = new PgdOptions { Steps = 2, ClipStart = true, Momentum = 0 };
        using var instruction = new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions { Trains = [ModelPart.Projector], Attack = attack });
        var context = new StepContext(4, 1);
        float loss = instruction.Loss(batch, context).Value.item<float>();

        Tensor Answer(Tensor pixels) => -bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(pixels), batch.Answers!).Mean();
        Tensor adversarial = new Pgd(attack).Perturb(
            pixels => Answer(pixels), new AttackBatch(batch.Pixels, batch.SampleIds, context.SeedFor("inner-attack"))).Pixels;
        TokenLogProbs tokens = bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(adversarial), batch.Answers!);
        Assert.Equal(-(tokens.Values.sum() / tokens.Mask.sum()).item<float>(), loss, 1e-4f);
        Assert.All(instruction.TrainableParameters.Keys, name => Assert.Equal(ModelPart.Projector, ModelParts.Of(name)));
    }
}
