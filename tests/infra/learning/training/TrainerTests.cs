using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Training;

public sealed class TrainerTests
{
    private static readonly TrainerOptions Options = new()
    {
        LearningRate = 0.05, WarmUpSteps = 3, TotalSteps = 20, WeightDecay = 0.01, ClipGradientNorm = 0.5, Beta1 = 0.8, Beta2 = 0.95,
    };

    [Fact]
    public void Steps_follow_the_formulas_of_adamw_with_clipping_and_schedule()
    {
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, Options);
        double[] w = Values(objective, "weight"), b = Values(objective, "bias");
        double[] parameters = [.. w, .. b], mean = new double[13], square = new double[13];
        trainer.Run(20, seed: 1, LeastSquares.Batch);
        for (int step = 0; step < 20; step++)
        {
            double[] gradient = Gradient(parameters, step);
            double norm = Math.Sqrt(gradient.Sum(g => g * g));
            double factor = Math.Min(1, 0.5 / (norm + 1e-6));
            double rate = Options.Schedule().At(step);
            for (int i = 0; i < 13; i++)
            {
                double g = gradient[i] * factor;
                mean[i] = (0.8 * mean[i]) + (0.2 * g);
                square[i] = (0.95 * square[i]) + (0.05 * g * g);
                double corrected = Math.Sqrt(square[i] / (1 - Math.Pow(0.95, step + 1))) + 1e-8;
                parameters[i] = (parameters[i] * (1 - (rate * 0.01))) - (rate * mean[i] / (1 - Math.Pow(0.8, step + 1)) / corrected);
            }
        }

        Assert.All(Values(objective, "weight"), (value, i) => Assert.Equal(parameters[i], value, 1e-5));
        Assert.Equal(parameters[12], Values(objective, "bias")[0], 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(19)]
    public void Resumed_training_reproduces_the_uninterrupted_one_bit_for_bit(int interruptedAfter)
    {
        using var scope = NewDisposeScope();
        (Dictionary<string, byte[]> State, List<float> Losses) whole = Train(null, 20), first = Train(null, interruptedAfter);
        (Dictionary<string, byte[]> State, List<float> Losses) second = Train(first.State, 20);
        Assert.Equal(whole.Losses, [.. first.Losses, .. second.Losses]);
        Assert.Equal(whole.State.Keys, second.State.Keys);
        Assert.All(whole.State, entry => Assert.Equal(entry.Value, second.State[entry.Key]));
    }

    [Fact]
    public void A_loss_that_is_not_finite_names_the_step_and_spoils_nothing()
    {
        using var objective = new LeastSquares { BrokenFrom = 4 };
        using var trainer = new Trainer(objective, Options);
        trainer.Run(4, seed: 1, LeastSquares.Batch);
        double[] before = Values(objective, "weight");
        NonFiniteLossException fault = Assert.Throws<NonFiniteLossException>(() => trainer.Run(9, seed: 1, LeastSquares.Batch));
        Assert.Equal(4, fault.Step);
        Assert.StartsWith("Step 4: the loss is NaN", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, Values(objective, "weight"));
        Assert.Equal(4, trainer.Step);
    }

    [Fact]
    public void Reports_hold_the_loss_the_rate_and_the_unclipped_gradient_norm()
    {
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, Options);
        double[] start = [.. Values(objective, "weight"), .. Values(objective, "bias")];
        var reports = new List<StepReport>();
        trainer.Run(2, seed: 1, LeastSquares.Batch, new Synchronous(reports.Add));
        Assert.Equal([0, 1], reports.Select(report => report.Step));
        Assert.Equal(0.05 / 3, reports[0].LearningRate, 1e-12);
        Assert.Equal("gradient_norm", reports[0].Metrics[1].Key);
        Assert.Equal(Math.Sqrt(Gradient(start, 0).Sum(g => g * g)), reports[0].Metrics[1].Value, 1e-4);
    }

    [Fact]
    public void Cancelling_leaves_the_state_of_a_finished_step()
    {
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, Options);
        using var cancel = new CancellationTokenSource();
        var stopAtTwo = new Synchronous(report =>
        {
            if (report.Step == 2)
            {
                cancel.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => trainer.Run(20, seed: 1, LeastSquares.Batch, stopAtTwo, cancel.Token));
        using TrainingState state = trainer.Capture();
        Assert.Equal(3, state.Step);
    }

    [Fact]
    public void A_checkpoint_that_does_not_fit_is_refused_naming_the_tensor()
    {
        using var scope = NewDisposeScope();
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, Options);
        using TrainingState state = trainer.Capture();
        string Refusal(Action<Dictionary<string, Tensor>> spoil)
        {
            Dictionary<string, Tensor> tensors = state.Tensors.ToDictionary(entry => entry.Key, entry => entry.Value);
            spoil(tensors);
            return Assert.Throws<TrainingStateException>(() =>
            {
                using TrainingState spoilt = TrainingState.Of(tensors);
                trainer.Restore(spoilt);
            }).Message;
        }

        Assert.Contains("'adamw.square.bias'", Refusal(tensors => tensors.Remove("adamw.square.bias")), StringComparison.Ordinal);
        Assert.Contains("'parameter.extra'", Refusal(tensors => tensors.Add("parameter.extra", torch.zeros([1]))), StringComparison.Ordinal);
        Assert.Contains("[11], not Float32 [12]", Refusal(tensors => tensors["parameter.weight"] = torch.zeros([11])), StringComparison.Ordinal);
        Assert.Contains("'adamw.mean.weight' is Float64", Refusal(tensors => tensors["adamw.mean.weight"] = torch.zeros([12], ScalarType.Float64)), StringComparison.Ordinal);
        Assert.Contains("'step'", Refusal(tensors => tensors["step"] = torch.tensor(new[] { -1L })), StringComparison.Ordinal);
        Assert.Contains("'step'", Refusal(tensors => tensors.Remove("step")), StringComparison.Ordinal);
        Assert.Throws<ValidationException>(() => new Trainer(objective, new TrainerOptions { LearningRate = 0 }));
    }

    private static (Dictionary<string, byte[]> State, List<float> Losses) Train(Dictionary<string, byte[]>? from, int until)
    {
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, Options);
        if (from is not null)
        {
            using TrainingState blank = trainer.Capture();
            using TrainingState state = TrainingState.Of(blank.Tensors.ToDictionary(entry => entry.Key, entry => FromBytes(entry.Value, from[entry.Key])));
            trainer.Restore(state);
        }

        var losses = new List<float>();
        trainer.Run(until, seed: 1, LeastSquares.Batch, new Synchronous(report => losses.Add(report.Loss)));
        using TrainingState end = trainer.Capture();
        return (end.Tensors.ToDictionary(entry => entry.Key, entry => entry.Value.bytes.ToArray()), losses);
    }

    private static Tensor FromBytes(Tensor like, byte[] bytes)
    {
        Tensor tensor = torch.empty(like.shape, like.dtype);
        bytes.CopyTo(tensor.bytes);
        return tensor;
    }

    private static double[] Gradient(double[] parameters, int step)
    {
        using var scope = NewDisposeScope();
        float[] x = LeastSquares.Batch(step).Pixels.data<float>().ToArray();
        var gradient = new double[13];
        for (int row = 0; row < 3; row++)
        {
            double error = Enumerable.Range(0, 12).Sum(i => parameters[i] * x[(row * 12) + i]) - 1;
            for (int i = 0; i < 12; i++)
            {
                gradient[i] += 2 * error * x[(row * 12) + i] / 3;
            }
        }

        gradient[12] = 2 * parameters[12];
        return gradient;
    }

    private static double[] Values(LeastSquares objective, string name) =>
        [.. objective.TrainableParameters[name].data<float>().ToArray().Select(value => (double)value)];
}
