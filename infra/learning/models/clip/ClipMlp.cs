using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The feed-forward half of a CLIP layer: fc2(act(fc1(x))).</summary>
/// <remarks>quick_gelu(x) = x sigmoid(1.702 x) = silu(1.702 x) / 1.702: both factors go into the prepared weights, which leaves one
/// fused operation in place of three, forward and backward.</remarks>
internal sealed class ClipMlp : nn.Module
{
    private const double QuickGelu = 1.702;
    private readonly bool _quick;
    private readonly PrecisionLinear fc1;
    private readonly PrecisionLinear fc2;

    public ClipMlp(int width, int inner, string activation, PreparedWeights prepared)
        : base(nameof(ClipMlp))
    {
        _quick = activation == "quick_gelu";
        fc1 = new PrecisionLinear(width, inner, true, prepared, outputScale: _quick ? QuickGelu : 1);
        fc2 = new PrecisionLinear(inner, width, true, prepared, inputScale: _quick ? 1 / QuickGelu : 1);
        register_module("fc1", fc1);
        register_module("fc2", fc2);
    }

    /// <param name="x">[rows, width].</param>
    /// <returns>[rows, width] float32, a tensor of its own.</returns>
    public Tensor Apply(Tensor x)
    {
        var inner = fc1.Apply(x);
        return PreparedWeights.Result(fc2.Apply(_quick ? Activations.Silu(inner) : nn.functional.gelu(inner)));
    }
}
