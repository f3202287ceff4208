using System.Collections;
using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class EveryObjectiveTests
{
    public static TheoryData<string> Names => [.. AnyObjective.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_agrees_with_the_loss_along_a_random_direction(string name)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Bundle(seed: 2).Vision;
        // An attack that cannot move: otherwise the adversarial image itself would change with the parameters.
        var still = new PgdOptions { Epsilon = 1e-9, StepSize = 1e-9, Steps = 1 };
        using IObjective objective = AnyObjective.Make(name, bundle, reference, still);
        TrainingBatch batch = TinyModels.Batch(6);
        Parameter[] parameters = [.. objective.TrainableParameters.Values];
        Tensor[] direction = [.. parameters.Select((p, i) => Direction(p, (ulong)i))];

        objective.Loss(batch, new StepContext(0, 1)).Value.backward();
        double slope = parameters.Zip(direction).Sum(pair => pair.First.grad is { } gradient ? (gradient * pair.Second).sum().item<float>() : 0);

        const double step = 2e-3;
        double difference = (LossAt(step) - LossAt(-step)) / (2 * step);
        // Float32 losses: the difference itself is good to about 1e-6 / 4e-3.
        Assert.Equal(difference, slope, 2e-3 + (0.03 * Math.Abs(slope)));

        double LossAt(double shift)
        {
            Move(shift);
            double loss = objective.Loss(batch, new StepContext(0, 1)).Value.item<float>();
            Move(-shift);
            return loss;
        }

        void Move(double shift)
        {
            using var off = no_grad();
            foreach ((Parameter parameter, Tensor d) in parameters.Zip(direction))
            {
                parameter.add_(d * shift);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frozen_parameters_get_no_gradient_and_trained_ones_do(string name)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Bundle(seed: 2).Vision;
        using IObjective objective = AnyObjective.Make(name, bundle, reference);
        objective.Loss(TinyModels.Batch(6), new StepContext(0, 1)).Value.backward();
        foreach ((string parameterName, Parameter parameter) in Components(bundle, reference))
        {
            bool trained = objective.TrainableParameters.Values.Any(own => ReferenceEquals(own, parameter));
            // The bias of keys shifts all scores of a query alike, so the loss does not depend on it and it may have no gradient.
            bool reached = parameter.grad is not null || parameterName.EndsWith("k_proj.bias", StringComparison.Ordinal);
            Assert.True(trained ? reached : parameter.grad is null, $"{parameterName}: trained {trained}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_step_gives_the_same_loss_and_gradient_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        (float Loss, float[] Gradient) Once()
        {
            using ModelBundle bundle = TinyModels.Bundle();
            using ClipVisionTower reference = TinyModels.Bundle(seed: 2).Vision;
            using IObjective objective = AnyObjective.Make(name, bundle, reference);
            Tensor loss = objective.Loss(TinyModels.Batch(6), new StepContext(3, 1)).Value;
            loss.backward();
            return (loss.item<float>(), [.. objective.TrainableParameters.Values.SelectMany(p => p.grad?.contiguous().data<float>().ToArray() ?? [])]);
        }

        (float Loss, float[] Gradient) first = Once(), second = Once();
        Assert.Equal(first.Loss, second.Loss);
        Assert.True(StructuralComparisons.StructuralEqualityComparer.Equals(first.Gradient, second.Gradient));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_few_steps_lower_the_loss(string name)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make(name, bundle, reference);
        using var trainer = new Trainer(objective, new TrainerOptions { LearningRate = 3e-3, TotalSteps = 60, Decay = LearningRateDecay.Constant, WarmUpSteps = 3 });
        var losses = new List<float>();
        trainer.Run(60, seed: 1, _ => TinyModels.Batch(6), new Synchronous(report => losses.Add(report.Loss)));
        Assert.True(losses.TakeLast(5).Average() < losses.Take(5).Average(), $"{losses.Take(5).Average()} -> {losses.TakeLast(5).Average()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_objective_knows_its_name_and_asks_for_what_a_batch_lacks(string name)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make(name, bundle, reference);
        string word = name.Split('/')[0];
        Assert.Equal(word, objective.Name);
        if (word != "fare")
        {
            var bare = new TrainingBatch([1UL], torch.zeros([1, 3, 8, 8]));
            Assert.Contains(word, Assert.Throws<TrainingBatchException>(() => objective.Loss(bare, new StepContext(0, 1))).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fare")]
    [InlineData("adpo")]
    [InlineData("dpo")]
    [InlineData("adversary-aware-dpo")]
    public void The_tower_in_training_cannot_be_its_own_reference(string name)
    {
        using ModelBundle bundle = TinyModels.Bundle();
        Assert.Contains("frozen copy", Assert.Throws<ArgumentException>(() => AnyObjective.Make(name, bundle, bundle.Vision)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, Parameter Parameter)> Components(ModelBundle bundle, ClipVisionTower reference) =>
        bundle.Components.Values.Append(reference).SelectMany(component => component.Weights().Select(entry => (entry.Key, entry.Value)));

    private static Tensor Direction(Parameter parameter, ulong index)
    {
        var values = new float[parameter.numel()];
        new SampleRandom(9, "test-direction", index).FillNormal(values, 0.1f);
        return torch.tensor(values).reshape(parameter.shape);
    }
}
