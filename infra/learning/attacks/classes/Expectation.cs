using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Expectation over transformations (Athalye et al. 2018): attacks a model with random parts through the mean of several forward passes.</summary>
public static class Expectation
{
    /// <summary>The mean loss of several passes, right where most of them are; one pass is the loss itself.</summary>
    /// <param name="loss">The attacked function, which draws anew at every call.</param>
    /// <param name="draws">How many passes, at least 1. Time and, where a gradient is wanted, memory grow with it.</param>
    public static RowLoss Over(RowLoss loss, int draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        return draws == 1 ? loss : (pixels, rows) => Mean([.. Enumerable.Range(0, draws).Select(_ => loss(pixels, rows))]);
    }

    private static LossAndVerdict Mean(LossAndVerdict[] passes)
    {
        Tensor loss = torch.stack(passes.Select(pass => pass.Loss), 0).mean([0]);
        if (passes.Any(pass => pass.StillCorrect is null))
        {
            return loss;
        }

        Tensor right = torch.stack(passes.Select(pass => pass.StillCorrect!.to(ScalarType.Float32)), 0).mean([0]);
        return new LossAndVerdict(loss, right.gt(0.5));
    }
}
