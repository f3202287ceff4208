using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Training;

/// <summary>Counts and bounds are the process's, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(TrainingMemoryTests), DisableParallelization = true)]
[Collection(nameof(TrainingMemoryTests))]
public sealed class TrainingMemoryTests
{
    private const int Batch = 32;

    public TrainingMemoryTests() => HostMemory.Watch();

    [Fact]
    public void Layers_that_are_computed_again_need_less_than_half_of_the_memory()
    {
        long kept = PeakOfStep(vision => { }), recomputed = PeakOfStep(vision => vision.RecomputesActivations = true);
        Assert.True(recomputed * 2 < kept, $"{recomputed} bytes with layers computed again, {kept} without");
    }

    [Fact]
    public void Pieces_of_a_quarter_need_less_than_half_of_the_memory()
    {
        long whole = PeakOfStep(vision => { }), pieces = PeakOfStep(vision => { }, microBatch: Batch / 4);
        Assert.True(pieces * 2 < whole, $"{pieces} bytes in pieces, {whole} at once");
    }

    [Fact]
    public void A_step_that_memory_is_too_small_for_is_done_in_smaller_pieces()
    {
        using ModelBundle there = TinyModels.Bundle(), here = TinyModels.Bundle();
        long whole = PeakOf(there, new TrainerOptions { TotalSteps = 1 }, bound: 0);
        long bounded = PeakOf(here, new TrainerOptions { TotalSteps = 1 }, bound: whole * 7 / 10);
        Assert.InRange(bounded, 1, whole * 7 / 10);
        AssertNear(there, here);
    }

    [Fact]
    public void A_shortage_in_the_middle_of_a_step_leaves_nothing_of_it_behind()
    {
        using ModelBundle there = TinyModels.Bundle(), here = TinyModels.Bundle();
        PeakOf(there, new TrainerOptions { TotalSteps = 1, MicroBatch = Batch / 2 }, bound: 0);
        long whole = PeakOf(TinyModels.Bundle(), new TrainerOptions { TotalSteps = 1 }, bound: 0);
        PeakOf(here, new TrainerOptions { TotalSteps = 1 }, bound: whole * 7 / 10);
        foreach ((string name, Tensor weight) in there.SaveComponent(ModelBundle.VisionComponent))
        {
            Assert.Equal(weight.detach().flatten().data<float>().ToArray(), here.SaveComponent(ModelBundle.VisionComponent)[name].detach().flatten().data<float>().ToArray());
        }
    }

    // What a graph keeps between the passes: through a frozen decoder that is nothing for the gradients of its weights.
    [Fact]
    public void A_frozen_decoder_keeps_less_than_three_quarters_of_what_one_in_training_keeps()
    {
        long training = KeptByDecoder(isFrozen: false), frozen = KeptByDecoder(isFrozen: true);
        Assert.True(frozen * 4 < training * 3, $"{frozen} bytes kept by a frozen decoder, {training} by one in training");
    }

    private static long KeptByDecoder(bool isFrozen)
    {
        using ModelBundle bundle = TinyModels.Bundle();
        if (isFrozen)
        {
            bundle.Language!.Freeze();
        }

        using var scope = NewDisposeScope();
        Tensor features = bundle.Vision.PatchFeatures(TinyModels.Batch(Batch).Pixels).detach().requires_grad_(true);
        AnswerBatch answers = TinyModels.Answers(Batch, 1);
        bundle.Language!.LogProbs(features, answers).Sum().sum().backward();
        long before = HostMemory.Live;
        Tensor loss = bundle.Language.LogProbs(features, answers).Sum().sum();
        long kept = HostMemory.Live - before;
        GC.KeepAlive(loss);
        return kept;
    }

    private static long PeakOfStep(Action<ClipVisionTower> adjust, int microBatch = 0)
    {
        var config = new ClipVisionConfig(
            HiddenSize: 32, IntermediateSize: 128, Layers: 12, Heads: 2, Channels: 3, ImageSize: 16, PatchSize: 4, ProjectionSize: 8);
        using var vision = new ClipVisionTower(config, ImageNormalization.Uniform(3));
        vision.Initialise(1);
        adjust(vision);
        using ClipVisionTower original = TinyModels.Copy(vision);
        using var objective = new Fare(vision, original, new FareOptions { Attack = new PgdOptions { Steps = 1 } });
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = 2, MicroBatch = microBatch });
        trainer.Run(1, seed: 1, _ => Images());
        HostMemory.ResetPeak();
        long before = HostMemory.Live;
        trainer.Run(2, seed: 1, _ => Images());
        return HostMemory.Peak - before;
    }

    private static TrainingBatch Images() =>
        new([.. Enumerable.Range(0, Batch).Select(i => (ulong)i)], full([Batch, 3, 16, 16], 0.5f));

    private static long PeakOf(ModelBundle bundle, TrainerOptions options, long bound)
    {
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make("fare", bundle, reference, new PgdOptions { Steps = 1 });
        using var trainer = new Trainer(objective, options, error => error.Message.Contains("out of memory", StringComparison.Ordinal));
        using var scope = NewDisposeScope();
        TrainingBatch batch = TinyModels.Batch(Batch) with { Utility = null };
        HostMemory.ResetPeak();
        long before = HostMemory.Live;
        HostMemory.Bound = bound == 0 ? 0 : before + bound;
        try
        {
            trainer.Run(1, seed: 1, _ => batch);
        }
        finally
        {
            HostMemory.Bound = 0;
        }

        return HostMemory.Peak - before;
    }

    private static void AssertNear(ModelBundle there, ModelBundle here) => Assert.All(
        there.SaveComponent(ModelBundle.VisionComponent),
        entry => Assert.All(
            entry.Value.detach().flatten().data<float>().ToArray().Zip(here.SaveComponent(ModelBundle.VisionComponent)[entry.Key].detach().flatten().data<float>().ToArray()),
            pair => Assert.Equal(pair.First, pair.Second, 2e-3f)));
}
