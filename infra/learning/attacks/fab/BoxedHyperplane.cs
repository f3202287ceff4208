using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>
/// The nearest point on a hyperplane inside the box [0, 1]^n, solved exactly (Croce and Hein 2020b): the change of each
/// coordinate is min(reach * pace, room) towards the plane, with one reach per row. What that moves along the normal is a concave, piecewise
/// linear function of the reach; Newton's method climbs it from below and ends after finitely many pieces, in practice a handful, without sorting.
/// </summary>
internal static class BoxedHyperplane
{
    private const float Unreachable = 1e30f;
    private const double TinySlope = 1e-30;

    /// <summary>The smallest change d with normal * (point + d) = normal * point + gap and point + d in [0, 1]; where no point of the box lies on
    /// the plane, the change to the box's point nearest to it.</summary>
    /// <param name="norm">How change is measured.</param>
    /// <param name="point">Float32 [rows, n] in [0, 1].</param>
    /// <param name="normal">Float32 [rows, n]; a row of zeros is left where it is.</param>
    /// <param name="gap">Float32 [rows].</param>
    public static Tensor Change(Norm norm, Tensor point, Tensor normal, Tensor gap)
    {
        Tensor toward = normal.sign() * gap.sign().unsqueeze(1), weight = normal.abs(), need = gap.abs();
        Tensor room = torch.where(toward.gt(0), 1 - point, point);
        Tensor pace = norm == Norm.Linf ? torch.ones_like(weight) : weight;
        Tensor gain = weight * pace, most = weight * room;
        Tensor reach = Quotient(need, gain.sum(1));
        while (true)
        {
            Tensor isFree = room.gt(reach.unsqueeze(1) * pace).to(ScalarType.Float32);
            Tensor next = Quotient(need - (most * (1 - isFree)).sum(1), (gain * isFree).sum(1));
            if (!next.gt(reach).any(0).item<bool>())
            {
                return toward * torch.minimum(reach.unsqueeze(1) * pace, room);
            }

            reach = torch.maximum(reach, next);
        }
    }

    // Nothing left to move means that the plane is out of reach.
    private static Tensor Quotient(Tensor need, Tensor slope) =>
        torch.where(slope.gt(0), need / slope.clamp(min: TinySlope), torch.full_like(need, Unreachable)).clamp(max: Unreachable);
}
