using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Square in L2 (algorithm 3): the budget of one window moves into another, together with what of the budget is not spent yet.</summary>
internal sealed class L2Moves(AttackBatch batch, double radius) : ISquareMoves
{
    private const double TinyLength = 1e-12;

    private readonly Tensor _clean = batch.Clean.detach();
    private readonly L2Draws _draws = new(batch);

    public Tensor Start() => Within(_draws.Tiles());

    public Tensor From(Tensor pixels, IReadOnlyList<bool> stands, double share)
    {
        L2Windows windows = _draws.Windows(stands, share);
        Tensor change = pixels - _clean, painted = windows.Painted;
        Tensor unspent = (-change.square().sum([1, 2, 3], true) + (radius * radius)).clamp(min: 0) / (int)change.shape[1];
        Tensor available = ((change * torch.maximum(painted, windows.Emptied)).square().sum([2, 3], true) + unspent).sqrt();
        Tensor kept = change * painted;
        Tensor mixed = windows.Pattern + (kept / (Length(kept) + TinyLength));
        Tensor next = torch.where(painted.gt(0), mixed / (Length(mixed) + TinyLength) * available, change * (1 - windows.Emptied));
        Tensor isAttacked = painted.flatten(1).amax(1).gt(0).view(-1, 1, 1, 1);
        return torch.where(isAttacked, Within(next), pixels);
    }

    // Per channel, as in the paper; the published code of AutoAttack takes all channels together.
    private static Tensor Length(Tensor change) => change.square().sum([2, 3], true).sqrt();

    private Tensor Within(Tensor change) =>
        (_clean + (change * (radius / (change.square().sum([1, 2, 3], true).sqrt() + TinyLength)))).clamp(0, 1);
}
