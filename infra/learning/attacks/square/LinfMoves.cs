using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Square in Linf (algorithm 2): stripes at first, then windows of one colour per channel; every pixel lies on the ball's surface.</summary>
internal sealed class LinfMoves : ISquareMoves
{
    private readonly SquareDraws _draws;
    private readonly Tensor _lower;
    private readonly Tensor _upper;

    public LinfMoves(AttackBatch batch, double radius)
    {
        Tensor clean = batch.Clean.detach();
        (_draws, _lower, _upper) = (new SquareDraws(batch), (clean - radius).clamp(0, 1), (clean + radius).clamp(0, 1));
    }

    public Tensor Start() => torch.where(_draws.Stripes(), _upper, _lower);

    public Tensor From(Tensor pixels, IReadOnlyList<bool> stands, double share)
    {
        (Tensor window, Tensor isUpper) = _draws.Windows(stands, share);
        return torch.where(window, torch.where(isUpper, _upper, _lower), pixels);
    }
}
