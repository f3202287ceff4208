using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The image to hand back per sample: one that fools the model before one that does not, and among those the one with the largest loss.</summary>
internal sealed class BestImages
{
    private readonly Tensor _loss;
    private readonly Tensor? _correct;

    public BestImages(Tensor pixels, AttackedPoint first) =>
        (Pixels, _loss, _correct) = (pixels.clone(), first.Loss.clone(), first.StillCorrect?.clone());

    /// <summary>The images kept so far.</summary>
    public Tensor Pixels { get; }

    public void Offer(Tensor pixels, AttackedPoint point)
    {
        Tensor better = point.Loss.gt(_loss);
        if (_correct is not null)
        {
            Tensor fools = point.StillCorrect!.logical_not();
            Tensor sameVerdict = point.StillCorrect!.eq(_correct);
            better = sameVerdict.logical_and(better).logical_or(fools.logical_and(_correct));
            _correct.copy_(torch.where(better, point.StillCorrect!, _correct));
        }

        _loss.copy_(torch.where(better, point.Loss, _loss));
        Pixels.copy_(torch.where(better.view(-1, 1, 1, 1), pixels, Pixels));
    }

    public void MoveToOuterDisposeScope()
    {
        Pixels.MoveToOuterDisposeScope();
        _loss.MoveToOuterDisposeScope();
        _correct?.MoveToOuterDisposeScope();
    }
}
