using static TorchSharp.torch;

namespace Rampart.Learning.Objectives;

/// <summary>FARE's distance |phi(x') - phi0(x)|^2, summed over all dimensions but the batch (Schlarmann et al. 2024, equation 3), and its L1 form.</summary>
public static class FeatureDistance
{
    /// <summary>Squared distance per sample, float32 [batch].</summary>
    /// <param name="features">Features of the model in training, [batch, ...].</param>
    /// <param name="target">Features to keep, of the same shape; no gradient flows into them.</param>
    /// <param name="relative">Divides by the squared length of the target, which makes features of different sizes comparable.</param>
    public static Tensor Squared(Tensor features, Tensor target, bool relative = false)
    {
        Tensor fixedTarget = target.detach();
        Tensor distance = (features - fixedTarget).square().flatten(1).sum(1);
        return relative ? distance / fixedTarget.square().flatten(1).sum(1).clamp(min: 1e-12) : distance;
    }

    /// <summary>Sum of absolute differences per sample, float32 [batch]; FARE's ablation.</summary>
    /// <param name="features">Features of the model in training, [batch, ...].</param>
    /// <param name="target">Features to keep, of the same shape; no gradient flows into them.</param>
    /// <param name="relative">Divides by the sum of the target's absolute values.</param>
    public static Tensor Absolute(Tensor features, Tensor target, bool relative = false)
    {
        Tensor fixedTarget = target.detach();
        Tensor distance = (features - fixedTarget).abs().flatten(1).sum(1);
        return relative ? distance / fixedTarget.abs().flatten(1).sum(1).clamp(min: 1e-12) : distance;
    }

    internal static Tensor Of(FeatureMetric metric, Tensor features, Tensor target, bool relative) =>
        metric == FeatureMetric.L1 ? Absolute(features, target, relative) : Squared(features, target, relative);
}
