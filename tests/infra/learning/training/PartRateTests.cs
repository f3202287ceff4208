using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Training;

public sealed class PartRateTests
{
    private static readonly TrainerOptions Options = new()
    {
        LearningRate = 1e-3, TotalSteps = 8, WarmUpSteps = 2, WeightDecay = 0, ClipGradientNorm = 0,
        PartRates = new Dictionary<ModelPart, double> { [ModelPart.Projector] = 1e-4, [ModelPart.Tower] = 1e-5 },
    };

    [Fact]
    public void AdamWs_first_step_moves_every_part_by_its_own_rate_on_the_common_schedule()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using IObjective objective = Objective(bundle);
        Dictionary<string, Tensor> before = objective.TrainableParameters.ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        using var trainer = new Trainer(objective, Options);
        trainer.Run(1, seed: 1, _ => TinyModels.Batch(6));

        // The first step of AdamW is the rate times the gradient's sign, and half of the rate at the first of two warm-up steps.
        double Moved(ModelPart part) => objective.TrainableParameters.Where(entry => ModelParts.Of(entry.Key) == part)
            .Max(entry => (entry.Value - before[entry.Key]).abs().max().item<float>());
        Assert.Equal(5e-4, Moved(ModelPart.Decoder), 5e-7);
        Assert.Equal(5e-5, Moved(ModelPart.Projector), 5e-7);
        Assert.Equal(5e-6, Moved(ModelPart.Tower), 5e-7);
    }

    [Fact]
    public void Equal_rates_give_the_bits_of_one_rate()
    {
        var equal = Options with { PartRates = new Dictionary<ModelPart, double> { [ModelPart.Tower] = 1e-3 } };
        Assert.Equal(Trained(Options with { PartRates = new Dictionary<ModelPart, double>() }, 4, null), Trained(equal, 4, null));
    }

    [Fact]
    public void Resumed_training_reproduces_the_uninterrupted_one_bit_for_bit() =>
        Assert.Equal(Trained(Options, 8, null), Trained(Options, 8, 3));

    private static float[] Trained(TrainerOptions options, int steps, int? interruptedAfter)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using IObjective objective = Objective(bundle);
        using var trainer = new Trainer(objective, options);
        trainer.Run(interruptedAfter ?? steps, seed: 1, step => TinyModels.Batch(6, (ulong)step));
        if (interruptedAfter is null)
        {
            return [.. objective.TrainableParameters.OrderBy(entry => entry.Key).SelectMany(entry => entry.Value.contiguous().data<float>().ToArray())];
        }

        using TrainingState state = trainer.Capture();
        using ModelBundle other = TinyModels.Bundle();
        using IObjective again = Objective(other);
        using var resumed = new Trainer(again, options);
        resumed.Restore(state);
        resumed.Run(steps, seed: 1, step => TinyModels.Batch(6, (ulong)step));
        return [.. again.TrainableParameters.OrderBy(entry => entry.Key).SelectMany(entry => entry.Value.contiguous().data<float>().ToArray())];
    }

    private static Instruction Objective(ModelBundle bundle) => new(
        bundle.Vision, bundle.Language!, new InstructionOptions { Trains = [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder] });
}
