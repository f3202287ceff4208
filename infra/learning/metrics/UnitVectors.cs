using static TorchSharp.torch;

namespace Rampart.Learning.Metrics;

/// <summary>Scales vectors to length one.</summary>
public static class UnitVectors
{
    /// <summary>x / max(|x|, 1e-12) along the last dimension, differentiable.</summary>
    public static Tensor Of(Tensor vectors) => vectors / vectors.square().sum([-1], keepdim: true).clamp(min: 1e-24).sqrt();
}
