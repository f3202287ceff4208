using System.Runtime.InteropServices;
using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Devices;

public sealed class DevicePlacementTests
{
    [Fact]
    public void The_stand_in_refuses_what_was_made_elsewhere()
    {
        using var scope = NewDisposeScope();
        Tensor there = ones([2], device: StandInDevice.It);
        Assert.Contains("same device", Assert.Throws<ExternalException>(() => there + ones([2])).Message);
        Assert.Equal([3f, 3f], (there + 2).cpu().data<float>().ToArray());
    }

    [Theory]
    [InlineData("fare")]
    [InlineData("fare/l1")]
    [InlineData("adpo")]
    [InlineData("adpo/simpo")]
    [InlineData("contrastive")]
    [InlineData("adversarial-contrastive")]
    [InlineData("instruction")]
    [InlineData("adversarial-instruction")]
    [InlineData("safety-tuning")]
    [InlineData("adversarial-reference")]
    [InlineData("adversarial-reference/latent")]
    public void A_training_makes_every_tensor_where_its_model_is_and_learns_the_same_there(string name)
    {
        Dictionary<string, float[]> here = Train(name, CPU, recomputes: false), there = Train(name, StandInDevice.It, recomputes: false);
        AssertNear(here, there);
    }

    [Fact]
    public void Layers_are_computed_again_where_their_model_is() =>
        AssertNear(Train("adpo", CPU, recomputes: false), Train("adpo", StandInDevice.It, recomputes: true));

    [Fact]
    public void A_checkpoint_is_written_from_any_device_and_read_on_any()
    {
        using ModelBundle here = TinyModels.Bundle(), there = TinyModels.Bundle();
        there.MoveTo(StandInDevice.It);
        using Trainer first = Fare(here), second = Fare(there);
        using var scope = NewDisposeScope();
        first.Run(1, seed: 3, step => TinyModels.Batch(3, 1));
        using TrainingState written = first.Capture();
        second.Restore(written);
        using TrainingState again = second.Capture();
        Assert.All(written.Tensors, entry => Assert.Equal(DeviceType.CPU, again.Tensors[entry.Key].device_type));
        Assert.All(written.Tensors.Where(entry => entry.Value.dtype == ScalarType.Float32), entry => Assert.True(entry.Value.equal(again.Tensors[entry.Key]).all().item<bool>()));
    }

    [Fact]
    public void A_model_answers_alike_on_any_device()
    {
        using ModelBundle here = TinyModels.Bundle(), there = TinyModels.Bundle();
        there.MoveTo(StandInDevice.It);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Tensor pixels = TinyModels.Batch(3).Pixels;
        int[][] prompts = [.. Enumerable.Repeat(new[] { 1, 6, 3, 7, 8 }, 3)];
        var options = new GenerationOptions { MaxNewTokens = 6 };
        Assert.Equal(
            here.Language!.Generate(here.Vision.PatchFeatures(pixels), prompts, options),
            there.Language!.Generate(there.Vision.PatchFeatures(pixels.to(StandInDevice.It)), prompts, options));
    }

    private static Trainer Fare(ModelBundle bundle)
    {
        ClipVisionTower original = TinyModels.Copy(bundle.Vision);
        original.MoveTo(bundle.Vision.Weights().Values.First().device);
        return new Trainer(new Fare(bundle.Vision, original, new FareOptions { Attack = new PgdOptions { Steps = 1 } }), new TrainerOptions { TotalSteps = 2 });
    }

    private static Dictionary<string, float[]> Train(string name, Device device, bool recomputes)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        bundle.MoveTo(device);
        reference.MoveTo(device);
        if (recomputes)
        {
            bundle.RecomputeActivations();
        }

        using IObjective objective = AnyObjective.Make(name, bundle, reference, new PgdOptions { Steps = 2 });
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = 2, LearningRate = 1e-4, AdamEpsilon = 1e-3 });
        trainer.Run(2, seed: 5, step => TinyModels.Batch(3, (ulong)step + 1).To(device));
        Assert.All(objective.TrainableParameters.Values, parameter => Assert.Equal(device.type, parameter.device_type));
        return objective.TrainableParameters.ToDictionary(entry => entry.Key, entry => entry.Value.detach().cpu().flatten().data<float>().ToArray());
    }

    private static void AssertNear(Dictionary<string, float[]> here, Dictionary<string, float[]> there) => Assert.All(
        here, entry => Assert.All(entry.Value.Zip(there[entry.Key]), pair => Assert.Equal(pair.First, pair.Second, 5e-5f)));
}
