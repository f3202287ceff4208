using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;

namespace Rampart.Learning.Tests.Training;

public sealed class RecomputationTests
{
    [Theory]
    [InlineData("fare")]
    [InlineData("adpo")]
    [InlineData("dpo")]
    [InlineData("contrastive")]
    [InlineData("instruction")]
    [InlineData("instruction/lora")]
    [InlineData("adversary-aware-dpo/latent")]
    public void Layers_that_are_computed_again_give_the_bits_of_layers_that_keep_their_activations(string name)
    {
        IReadOnlyList<long[]> kept = Traces(name, recomputes: false), recomputed = Traces(name, recomputes: true);
        Assert.Equal(kept, recomputed);
    }

    private static List<long[]> Traces(string name, bool recomputes)
    {
        using ModelBundle bundle = TinyModels.Bundle();
        if (recomputes)
        {
            bundle.RecomputeActivations();
        }

        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make(name, bundle, reference, new PgdOptions { Steps = 2 });
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = 3, LearningRate = 1e-3 });
        var traces = new List<long[]>();
        trainer.Run(3, seed: 2, step => TinyModels.Batch(3, (ulong)step + 1), new Synchronous(report => traces.Add([.. report.Trace.Parameters])));
        return traces;
    }
}
