using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class SafetyTuningTests
{
    [Fact]
    public void The_loss_is_the_mean_over_all_tokens_of_the_safety_set_and_of_ordinary_conversations()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var tuning = new SafetyTuning(bundle.Vision, bundle.Language!, [ModelPart.Decoder]);
        TrainingBatch batch = TinyModels.Batch(6);
        (double Sum, double Tokens) Part(TrainingBatch part)
        {
            TokenLogProbs rated = bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(part.Pixels), part.Answers!);
            return (rated.Values.data<float>().ToArray().Sum(), rated.Mask.data<float>().ToArray().Sum());
        }

        (double Sum, double Tokens) safe = Part(batch), useful = Part(batch.Utility!);
        ObjectiveLoss loss = tuning.Loss(batch, new StepContext(0, 1));
        Assert.Equal(-(safe.Sum + useful.Sum) / (safe.Tokens + useful.Tokens), loss.Value.item<float>(), 1e-5);
        Assert.Equal(-safe.Sum / safe.Tokens, loss.Metrics.Metric("loss/safety"), 1e-5);
        Assert.Equal(-useful.Sum / useful.Tokens, loss.Metrics.Metric("loss/utility"), 1e-5);
    }

    [Fact]
    public void Alone_it_is_instruction_tuning_on_the_safety_set()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        TrainingBatch alone = TinyModels.Batch(6) with { Utility = null };
        using var tuning = new SafetyTuning(bundle.Vision, bundle.Language!, [ModelPart.Decoder]);
        float own = tuning.Loss(alone, new StepContext(0, 1)).Value.item<float>();
        using var instruction = new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions { Trains = [ModelPart.Decoder] });
        Assert.Equal(instruction.Loss(alone, new StepContext(0, 1)).Value.item<float>(), own, 1e-6f);
        Assert.All(tuning.TrainableParameters.Keys, name => Assert.Equal(ModelPart.Decoder, ModelParts.Of(name)));
    }
}
