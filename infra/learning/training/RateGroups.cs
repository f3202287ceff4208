using Rampart.Learning.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>AdamW over parameters that may learn at different rates: one optimizer for each, all on the same schedule.</summary>
internal sealed class RateGroups : IDisposable
{
    private readonly (double Share, AdamW Optimizer, OptimizerMoments Moments)[] _groups;

    /// <param name="names">The parameters' names, in order.</param>
    /// <param name="parameters">The parameters in the same order.</param>
    /// <param name="options">Rates and constants.</param>
    public RateGroups(IReadOnlyList<string> names, IReadOnlyList<Parameter> parameters, TrainerOptions options) => _groups =
    [
        .. names.Zip(parameters)
            .GroupBy(entry => options.PartRates.GetValueOrDefault(ModelParts.Of(entry.First), options.LearningRate))
            .Select(group =>
            {
                AdamW optimizer = torch.optim.AdamW(
                    [.. group.Select(entry => entry.Second)], options.LearningRate, options.Beta1, options.Beta2, options.AdamEpsilon, options.WeightDecay);
                return (group.Key / options.LearningRate, optimizer, new OptimizerMoments([.. group.Select(entry => entry.First)], optimizer));
            }),
    ];

    /// <summary>Takes a step with the gradients as they are.</summary>
    /// <param name="rate">The rate of parameters without one of their own; the others move in proportion.</param>
    public void Step(double rate)
    {
        foreach ((double share, AdamW optimizer, _) in _groups)
        {
            foreach (optim.ILearningRateController controller in optimizer.ParamGroups)
            {
                controller.LearningRate = rate * share;
            }

            optimizer.step();
        }
    }

    /// <summary>Copies the state into <paramref name="destination"/>.</summary>
    public void Save(SortedDictionary<string, Tensor> destination)
    {
        foreach ((_, _, OptimizerMoments moments) in _groups)
        {
            moments.Save(destination);
        }
    }

    /// <summary>Writes checked tensors back in place.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> source)
    {
        foreach ((_, _, OptimizerMoments moments) in _groups)
        {
            moments.Load(source);
        }
    }

    public void Dispose()
    {
        foreach ((_, AdamW optimizer, _) in _groups)
        {
            optimizer.Dispose();
        }
    }
}
