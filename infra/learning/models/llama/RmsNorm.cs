using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>RMSNorm (Zhang and Sennrich 2019, equation 4): x / sqrt(mean(x^2) + epsilon) * g, in float32.</summary>
/// <remarks>The gain g is constant along rows, so it goes into the prepared weights of the product that follows:
/// (n * g) W' = n (W * g)'. <see cref="Apply"/> gives n.</remarks>
internal sealed class RmsNorm : nn.Module
{
    private readonly double _inverseWidth;
    private readonly double _epsilon;
    private Parameter weight;

    public RmsNorm(long width, double epsilon)
        : base(nameof(RmsNorm))
    {
        _inverseWidth = 1.0 / width;
        _epsilon = epsilon;
        weight = Parameters.AddOnes(this, "weight", width);
    }

    /// <summary>The gain g, [width].</summary>
    public Parameter Gain => weight;

    /// <summary>x / sqrt(mean(x^2) + epsilon), without the gain.</summary>
    /// <param name="x">[rows, width] float32.</param>
    public Tensor Apply(Tensor x)
    {
        // One reduction, then arithmetic on [rows, 1] only, then one pass: the fewest passes over [rows, width].
        var norm = x.norm(1, true, 2);
        return x * ((norm * norm * _inverseWidth) + _epsilon).rsqrt();
    }
}
