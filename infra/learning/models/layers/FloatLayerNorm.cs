using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>LayerNorm over the last dimension, always in float32 (Ba et al. 2016).</summary>
internal sealed class FloatLayerNorm : nn.Module
{
    private readonly long[] _shape;
    private readonly double _epsilon;
    private Parameter weight;
    private Parameter bias;

    public FloatLayerNorm(long width, double epsilon)
        : base(nameof(FloatLayerNorm))
    {
        _shape = [width];
        _epsilon = epsilon;
        weight = Parameters.AddOnes(this, "weight", width);
        bias = Parameters.Add(this, "bias", width);
    }

    /// <param name="x">[..., width] float32.</param>
    public Tensor Apply(Tensor x) => nn.functional.layer_norm(x, _shape, weight, bias, _epsilon);
}
