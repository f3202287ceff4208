using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>What APGD carries from iteration to iteration, per sample; every tensor is written in place, so memory is flat.</summary>
internal sealed class ApgdState
{
    private const double NeededIncreases = 0.75;

    private readonly Tensor _bestPixels;
    private readonly Tensor _bestLoss;
    private readonly Tensor _bestGradient;
    private readonly Tensor _previousLoss;
    private readonly Tensor _increases;
    private readonly Tensor _bestAtLastCheckpoint;
    private readonly Tensor _reducedAtLastCheckpoint;

    public ApgdState(Tensor pixels, AttackedPoint start, double stepSize)
    {
        (Pixels, Previous, Gradient) = (pixels.clone(), pixels.clone(), start.Gradient!.clone());
        (_bestPixels, _bestLoss, _bestGradient) = (pixels.clone(), start.Loss.clone(), start.Gradient!.clone());
        (_previousLoss, _increases, _bestAtLastCheckpoint) = (start.Loss.clone(), torch.zeros_like(start.Loss), start.Loss.clone());
        // As in the reference code: before the first checkpoint the step counts as just reduced, so "no improvement" cannot fire there.
        _reducedAtLastCheckpoint = torch.ones_like(start.Loss).to(ScalarType.Bool);
        StepSize = torch.full_like(start.Loss, stepSize).view(-1, 1, 1, 1);
    }

    public Tensor Pixels { get; }

    public Tensor Previous { get; }

    public Tensor Gradient { get; }

    /// <summary>Length of the next step, [batch, 1, 1, 1].</summary>
    public Tensor StepSize { get; }

    /// <summary>Takes the next iterate and what was found there.</summary>
    public void Advance(Tensor pixels, AttackedPoint point)
    {
        Previous.copy_(Pixels);
        Pixels.copy_(pixels);
        Gradient.copy_(point.Gradient!);
        _increases.add_(point.Loss.gt(_previousLoss).to(ScalarType.Float32));
        _previousLoss.copy_(point.Loss);
        Tensor better = point.Loss.gt(_bestLoss);
        Tensor betterImage = better.view(-1, 1, 1, 1);
        _bestLoss.copy_(torch.where(better, point.Loss, _bestLoss));
        _bestPixels.copy_(torch.where(betterImage, pixels, _bestPixels));
        _bestGradient.copy_(torch.where(betterImage, point.Gradient!, _bestGradient));
    }

    /// <summary>Halves the step of the samples that oscillate or stand still, and puts them back to their best point.</summary>
    /// <param name="period">Iterations since the last checkpoint.</param>
    public void Checkpoint(int period)
    {
        Tensor oscillates = _increases.le(NeededIncreases * period);
        Tensor standsStill = _reducedAtLastCheckpoint.logical_not().logical_and(_bestAtLastCheckpoint.ge(_bestLoss));
        Tensor reduce = oscillates.logical_or(standsStill);
        Tensor reduceImage = reduce.view(-1, 1, 1, 1);
        StepSize.copy_(torch.where(reduceImage, StepSize / 2, StepSize));
        Pixels.copy_(torch.where(reduceImage, _bestPixels, Pixels));
        Gradient.copy_(torch.where(reduceImage, _bestGradient, Gradient));
        _reducedAtLastCheckpoint.copy_(reduce);
        _bestAtLastCheckpoint.copy_(_bestLoss);
        _increases.fill_(0);
    }

    public void MoveToOuterDisposeScope()
    {
        Tensor[] all =
        [
            Pixels, Previous, Gradient, StepSize, _bestPixels, _bestLoss, _bestGradient,
            _previousLoss, _increases, _bestAtLastCheckpoint, _reducedAtLastCheckpoint,
        ];
        foreach (Tensor tensor in all)
        {
            tensor.MoveToOuterDisposeScope();
        }
    }
}
