using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Which of several decision boundaries is nearest, to first order: the least |loss| / dual norm of its gradient.</summary>
internal static class NearestBoundary
{
    private const double TinyLength = 1e-12;

    /// <summary>Loss and gradient of the nearest boundary per sample.</summary>
    /// <param name="norm">How distance is measured.</param>
    /// <param name="boundaries">Functions that are negative on the true side; at least one.</param>
    /// <param name="pixels">Where they are linearised.</param>
    public static AttackedPoint At(Norm norm, IReadOnlyList<PerSampleLoss> boundaries, Tensor pixels)
    {
        AttackedPoint nearest = AttackedPoint.At(boundaries[0], pixels, withGradient: true);
        Tensor? least = null;
        foreach (PerSampleLoss boundary in boundaries.Skip(1))
        {
            least ??= Distance(norm, nearest);
            AttackedPoint other = AttackedPoint.At(boundary, pixels, withGradient: true);
            Tensor distance = Distance(norm, other);
            Tensor isNearer = least.gt(distance);
            least = torch.minimum(least, distance);
            nearest = new AttackedPoint(
                torch.where(isNearer, other.Loss, nearest.Loss),
                nearest.StillCorrect,
                torch.where(isNearer.view(-1, 1, 1, 1), other.Gradient!, nearest.Gradient!),
                nearest.NonFinite! + other.NonFinite!);
        }

        return nearest;
    }

    private static Tensor Distance(Norm norm, AttackedPoint point)
    {
        Tensor gradient = point.Gradient!.flatten(1);
        return point.Loss.abs() / ((norm == Norm.Linf ? gradient.abs().sum(1) : gradient.square().sum(1).sqrt()) + TinyLength);
    }
}
