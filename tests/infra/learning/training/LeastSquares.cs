using Rampart.Learning.Objectives;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Training;

/// <summary>loss = mean over the batch of (w . x - 1)^2 + b^2, x being an image's pixels: small enough to follow by hand.</summary>
internal sealed class LeastSquares : IObjective
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    public LeastSquares()
    {
        using var scope = NewDisposeScope();
        _weight = Filled("w", 12);
        _bias = Filled("b", 1);
        TrainableParameters = new Dictionary<string, Parameter> { ["weight"] = _weight, ["bias"] = _bias };
    }

    /// <summary>The step from which the loss is not a number.</summary>
    public int BrokenFrom { get; init; } = int.MaxValue;

    public string Name => "least-squares";

    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        Tensor loss = (batch.Pixels.flatten(1).mv(_weight) - 1).square().mean() + _bias.square().sum();
        loss = context.Step >= BrokenFrom ? loss * float.NaN : loss;
        return new ObjectiveLoss(loss, new StepMetrics());
    }

    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }

    /// <summary>The batch of a step: three images of 2x2 pixels.</summary>
    public static TrainingBatch Batch(int step)
    {
        var values = new float[3 * 12];
        new SampleRandom(8, "least-squares", (ulong)step).FillUniform(values, 0f, 1f);
        return new TrainingBatch([0UL, 1UL, 2UL], torch.tensor(values).reshape(3, 3, 2, 2));
    }

    private static Parameter Filled(string name, int length)
    {
        var values = new float[length];
        new SampleRandom(7, name).FillNormal(values, 1f);
        var parameter = new Parameter(torch.tensor(values));
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
