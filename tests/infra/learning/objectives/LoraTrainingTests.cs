using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class LoraTrainingTests
{
    private static readonly LoraConfig OnDecoder = new(2, 4, ["q_proj", "v_proj"], [ModelPart.Decoder]);

    [Fact]
    public void Only_adapters_train_and_the_weights_under_them_stay_as_they_are()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        bundle.AttachLora(OnDecoder);
        bundle.Lora!.Initialise(1);
        Dictionary<string, float[]> before = Values(bundle.Language!);
        using var tuning = new LoraTraining(new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions()), bundle.Lora);
        using var trainer = new Trainer(tuning, new TrainerOptions { LearningRate = 1e-2, TotalSteps = 5, WeightDecay = 0.1 });
        float[] loss = [.. Losses(trainer)];

        Assert.All(tuning.TrainableParameters.Keys, name => Assert.Equal(ModelPart.Lora, ModelParts.Of(name)));
        Assert.Equal(bundle.Lora.Weights().Count, tuning.TrainableParameters.Count);
        Assert.Equal(before, Values(bundle.Language!));
        Assert.True(loss[^1] < loss[0]);
    }

    [Fact]
    public void Parts_without_adapters_train_in_full_only_when_asked()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        bundle.AttachLora(OnDecoder);
        ModelPart[] Trained(params ModelPart[] alongside)
        {
            var instruction = new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions { Trains = [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder] });
            using var tuning = new LoraTraining(instruction, bundle.Lora!, alongside);
            return [.. tuning.TrainableParameters.Keys.Select(ModelParts.Of).Distinct().Order()];
        }

        Assert.Equal([ModelPart.Lora], Trained());
        Assert.Equal([ModelPart.Projector, ModelPart.Lora], Trained(ModelPart.Projector));
        Assert.Equal([ModelPart.Tower, ModelPart.Projector, ModelPart.Lora], Trained(ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder));
    }

    [Fact]
    public void Adapters_on_a_part_that_the_objective_does_not_train_are_refused()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        bundle.AttachLora(OnDecoder);
        using var fare = new Fare(bundle.Vision, original, new FareOptions());
        var error = Assert.Throws<ModelConfigException>(() => new LoraTraining(fare, bundle.Lora!));
        Assert.Contains("adapters on the decoder, of which 'fare' trains nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_behind_what_the_objective_reads_keep_their_adapters_untrained()
    {
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        bundle.AttachLora(new LoraConfig(2, 4, ["q_proj"], [ModelPart.Tower]));
        var options = new FareOptions { Features = new FeatureOptions { Kind = FeatureKind.PatchFeatures } };
        using var tuning = new LoraTraining(new Fare(bundle.Vision, original, options), bundle.Lora!);
        Assert.Equal(4, tuning.TrainableParameters.Count);
        Assert.DoesNotContain(tuning.TrainableParameters.Keys, name => name.Contains("layers.2.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_steps_dropout_is_its_own()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        bundle.AttachLora(OnDecoder with { Dropout = 0.5 });
        bundle.LoadComponent("lora", bundle.Lora!.Weights().ToDictionary(entry => entry.Key, entry => torch.full_like(entry.Value, 0.2)));
        using var tuning = new LoraTraining(new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions()), bundle.Lora);
        float Loss(int step) => tuning.Loss(TinyModels.Batch(6), new StepContext(step, 1)).Value.item<float>();
        Assert.Equal(Loss(1), Loss(1));
        Assert.NotEqual(Loss(1), Loss(2));
    }

    private static List<float> Losses(Trainer trainer)
    {
        var losses = new List<float>();
        trainer.Run(5, seed: 1, _ => TinyModels.Batch(6), new Synchronous(report => losses.Add(report.Loss)));
        return losses;
    }

    private static Dictionary<string, float[]> Values(ModelComponent component) =>
        component.Weights().ToDictionary(entry => entry.Key, entry => entry.Value.detach().contiguous().data<float>().ToArray());
}
