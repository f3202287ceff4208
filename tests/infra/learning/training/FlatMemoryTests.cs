using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Training;

/// <summary>The resident size is the process's, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(FlatMemoryTests), DisableParallelization = true)]
[Collection(nameof(FlatMemoryTests))]
public sealed class FlatMemoryTests
{
    private const long ResidentSlack = 48L << 20;

    [Theory]
    [InlineData("fare", 500)]
    [InlineData("adpo", 60)]
    [InlineData("contrastive", 60)]
    [InlineData("instruction", 60)]
    [InlineData("instruction/lora", 60)]
    [InlineData("adversary-aware-dpo/latent", 60)]
    public void Training_holds_a_flat_number_of_live_tensors_and_a_flat_resident_size(string name, int steps)
    {
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make(name, bundle, reference, new PgdOptions { Steps = 1 });
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = steps, LearningRate = 1e-4 });
        var alive = new List<long>();
        var resident = new List<long>();
        trainer.Run(steps, seed: 1, step =>
        {
            // Asked before the step makes anything of its own.
            alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            resident.Add(Environment.WorkingSet);
            return TinyModels.Batch(2, (ulong)step);
        });
        Assert.All(alive.Skip(10), count => Assert.Equal(alive[10], count));
        Assert.True(resident[^1] - resident[steps / 5] < ResidentSlack, $"{resident[steps / 5]} -> {resident[^1]} bytes");
    }
}
