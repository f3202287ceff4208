using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class LatentAdversaryTests
{
    private const int Image = 3, Pad = 4, Patches = 4;

    [Fact]
    public void The_mask_ends_before_each_samples_first_answer_token()
    {
        using var scope = NewDisposeScope();
        // Two tokens before the image, four patches, then one or three more tokens of the prompt.
        using AnswerBatch answers = AnswerBatch.FromTokens([[1, 6, Image, 7], [1, 6, Image, 7, 8, 9]], [[10, 11, 2], [12, 2]], Image, Pad);
        Assert.Equal(
            [1f, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1], LatentPerturbation.PromptMask(answers, Patches).data<float>().ToArray());
    }

    [Fact]
    public void A_published_decoder_of_32_layers_is_perturbed_behind_8_16_24_and_30()
    {
        Assert.Equal([8, 16, 24, 30], new LatentOptions().In(32));
        Assert.Equal([0, 1], new LatentOptions().In(2));
        Assert.Equal([1], new LatentOptions { Layers = [1] }.In(2));
        Assert.Throws<ModelConfigException>(() => new LatentOptions { Layers = [2] }.In(2));
    }

    [Fact]
    public void Every_target_becomes_likelier_and_no_parameter_gets_a_gradient()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        var model = new TunedModel(bundle.Vision, bundle.Language!, [ModelPart.Decoder], "test");
        TrainingBatch batch = TinyModels.Batch(6);
        AnswerBatch targets = batch.Preferences!.Rejected;
        var metrics = new StepMetrics();
        AttackedAnswers attacked = new LatentAdversary(model, new LatentOptions { Radius = 0.4, LearningRate = 0.1 }).Attack(batch, targets, new StepContext(0, 1), metrics);

        Tensor clean = bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(batch.Pixels), targets).Mean(), forced = attacked(targets).Mean();
        Assert.All((forced - clean).data<float>().ToArray(), gain => Assert.True(gain > 0));
        Assert.Equal((forced - clean).mean().item<float>(), metrics.Metric("attack/gain"), 1e-5f);
        Assert.Equal(0f, model.Trainable.Values.Sum(parameter => parameter.grad?.abs().max().item<float>() ?? 0));
    }

    [Fact]
    public void What_is_added_to_a_position_lies_in_the_ball_and_none_is_added_outside_the_prompt()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        bundle.Language!.Freeze();
        var adversary = new LatentAdversary(new TunedModel(bundle.Vision, bundle.Language, [ModelPart.Tower], "test"), new LatentOptions { Radius = 0.2 });
        AnswerBatch targets = AnswerBatch.FromTokens([[1, Image, 7], [1, Image, 7, 8, 9]], [[10, 2], [11, 2]], Image, Pad);
        Tensor features = bundle.Vision.PatchFeatures(TinyModels.Batch(2).Pixels).detach(), mask = LatentPerturbation.PromptMask(targets, Patches);

        IReadOnlyList<Tensor> added = adversary.Worst(features, targets, new StepContext(0, 1), new StepMetrics()).Added;

        Assert.Equal(2, added.Count);
        Assert.All(added, layer => Assert.InRange(layer.norm(2, false, 2).max().item<float>(), 0, 0.2f + 1e-6f));
        Assert.All(added, layer => Assert.Equal(0f, (layer * (1 - mask)).abs().max().item<float>()));
        // Behind the last layer only the position that predicts the answer matters.
        Assert.True(added[0].norm(2, false, 2).gt(0.19).sum().item<long>() > 8);
    }

    [Fact]
    public void Samples_do_not_depend_on_their_neighbours()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        var adversary = new LatentAdversary(new TunedModel(bundle.Vision, bundle.Language!, [ModelPart.Decoder], "test"), new LatentOptions { Radius = 0.4 });
        int[][] prompts = [[1, 6, Image, 7, 8], [1, 6, Image, 9, 10, 11, 12]], answers = [[13, 2], [14, 15, 2]];
        TrainingBatch both = TinyModels.Batch(2);
        float[] together = Rated(both.SampleIds, both.Pixels, 0, 1), alone = Rated([0], both.Pixels.narrow(0, 0, 1), 0);
        Assert.Equal(alone[0], together[0], 1e-4f);

        float[] Rated(IReadOnlyList<ulong> ids, Tensor pixels, params int[] rows)
        {
            AnswerBatch targets = AnswerBatch.FromTokens([.. rows.Select(row => prompts[row])], [.. rows.Select(row => answers[row])], Image, Pad);
            return adversary.Attack(new TrainingBatch(ids, pixels), targets, new StepContext(0, 1), new StepMetrics())(targets).Sum().data<float>().ToArray();
        }
    }

    [Fact]
    public void A_perturbation_is_added_behind_its_layers_where_it_lies_and_nowhere_else()
    {
        using var scope = NewDisposeScope();
        Tensor added = torch.arange(2 * 3 * 2).to(ScalarType.Float32).view(2, 3, 2);
        var perturbation = new LatentPerturbation([1], [added]);
        Assert.Null(perturbation.Behind(0, 0, 5));
        Assert.Null(perturbation.Behind(1, 3, 1));
        Assert.Equal([0f, 1, 2, 3, 4, 5, 0, 0, 6, 7, 8, 9, 10, 11, 0, 0], perturbation.Behind(1, 0, 4)!.contiguous().data<float>().ToArray());
        Assert.Equal([2f, 3, 8, 9], perturbation.Behind(1, 1, 1)!.contiguous().data<float>().ToArray());
    }
}
