using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>The smallest perturbation found so far that fools the model, per sample; written in place.</summary>
internal sealed class FabBest(PerturbationBall ball, Tensor clean)
{
    private readonly Tensor _perturbation = torch.zeros_like(clean);
    private readonly Tensor _size = torch.full_like(ball.Size(clean), float.PositiveInfinity);
    private readonly Tensor _isInside = torch.zeros_like(ball.Size(clean)).gt(0);

    /// <summary>Which samples have fallen inside the budget, bool [batch].</summary>
    public Tensor IsInside => _isInside;

    /// <summary>The images to hand back: what fell inside the budget, and the clean image of every other sample.</summary>
    public Tensor Pixels => torch.where(_isInside.view(-1, 1, 1, 1), clean + _perturbation, clean);

    /// <summary>Takes the images of the samples that are looked at and fool the model, where they are nearer than what is known.</summary>
    public void Offer(Tensor pixels, Tensor fools)
    {
        Tensor perturbation = pixels - clean, size = ball.Size(perturbation);
        Tensor better = fools.logical_and(_size.gt(size));
        _size.copy_(torch.where(better, size, _size));
        _perturbation.copy_(torch.where(better.view(-1, 1, 1, 1), perturbation, _perturbation));
        _isInside.copy_(_isInside.logical_or(better.logical_and(ball.Holds(perturbation))));
    }
}
