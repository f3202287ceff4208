using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Training;

public sealed class MicroBatchTests
{
    private const int Steps = 3, Batch = 6;

    [Theory]
    [InlineData("fare", 2)]
    [InlineData("tecoa", 4)]
    [InlineData("adpo", 4)]
    [InlineData("dpo", 3)]
    [InlineData("instruction", 1)]
    [InlineData("instruction/lora", 4)]
    public void A_batch_in_pieces_gives_the_result_of_the_whole_within_rounding_and_always_the_same(string name, int size)
    {
        Dictionary<string, float[]> whole = Train(name, 0), pieces = Train(name, size), again = Train(name, size);
        Assert.All(pieces, entry => Assert.Equal(entry.Value, again[entry.Key]));
        Assert.All(whole, entry => Assert.All(entry.Value.Zip(pieces[entry.Key]), pair => Assert.Equal(pair.First, pair.Second, 2e-5f)));
    }

    [Fact]
    public void A_piece_as_large_as_the_batch_is_the_batch()
    {
        Dictionary<string, float[]> whole = Train("fare", 0);
        Assert.All(Train("fare", Batch), entry => Assert.Equal(whole[entry.Key], entry.Value));
    }

    [Theory]
    [InlineData("contrastive")]
    [InlineData("safety-tuning")]
    public void A_loss_that_is_no_mean_over_its_parts_is_refused_in_pieces(string name) =>
        Assert.Contains("leave micro_batch out", Assert.Throws<TrainingBatchException>(() => Train(name, 2)).Message);

    [Fact]
    public void A_shortage_halves_the_pieces_until_they_fit_and_the_step_is_that_of_such_pieces()
    {
        using var objective = new Greedy(2);
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = 2 }, error => error is OutOfMemoryException);
        trainer.Run(2, seed: 1, LeastSquares.Batch);
        using var patient = new Greedy(int.MaxValue);
        using var other = new Trainer(patient, new TrainerOptions { TotalSteps = 2, MicroBatch = 2 });
        other.Run(2, seed: 1, LeastSquares.Batch);

        Assert.Equal(Values(patient.TrainableParameters), Values(objective.TrainableParameters));
        Assert.Equal(1, objective.Refused);
    }

    [Fact]
    public void A_single_sample_that_does_not_fit_is_a_shortage_still()
    {
        using var objective = new Greedy(0);
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = 1 }, error => error is OutOfMemoryException);
        Assert.Throws<OutOfMemoryException>(() => trainer.Run(1, seed: 1, LeastSquares.Batch));
    }

    private static Dictionary<string, float[]> Train(string name, int size)
    {
        using var scope = torch.NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make(name, bundle, reference, new PgdOptions { Steps = 1 });
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = Steps, LearningRate = 1e-4, MicroBatch = size, AdamEpsilon = 1e-3 });
        bool needsUtility = name.StartsWith("safety", StringComparison.Ordinal);
        trainer.Run(Steps, seed: 5, step =>
        {
            TrainingBatch batch = TinyModels.Batch(Batch, (ulong)step + 1);
            return needsUtility ? batch : batch with { Utility = null };
        });
        return objective.TrainableParameters.ToDictionary(entry => entry.Key, entry => entry.Value.detach().flatten().data<float>().ToArray());
    }

    private static float[] Values(IReadOnlyDictionary<string, TorchSharp.Modules.Parameter> parameters) =>
        [.. parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.detach().flatten().data<float>().ToArray())];

    /// <summary>Takes no more samples at once than it has memory for.</summary>
    private sealed class Greedy(int room) : IObjective
    {
        private readonly LeastSquares _inner = new();

        public int Refused { get; private set; }

        public string Name => "greedy";

        public double? WeightOf(TrainingBatch batch) => batch.SampleIds.Count;

        public IReadOnlyDictionary<string, TorchSharp.Modules.Parameter> TrainableParameters => _inner.TrainableParameters;

        public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
        {
            if (batch.SampleIds.Count > room)
            {
                Refused++;
                throw new OutOfMemoryException();
            }

            return _inner.Loss(batch, context);
        }

        public void Dispose() => _inner.Dispose();
    }
}
