using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>SwiGLU (Shazeer 2020, equation 6): down(silu(gate(x)) * up(x)), with the preceding RMSNorm's gain in gate and up.</summary>
/// <remarks>Gate and up stay two products: joining them would cost a copy of both gradients in the backward pass.</remarks>
internal sealed class LlamaMlp : nn.Module
{
    private readonly Func<Tensor> _gain;
    private readonly PreparedWeights _prepared;
    private readonly Func<Tensor[]> _make;
    private readonly PrecisionLinear gate_proj;
    private readonly PrecisionLinear up_proj;
    private readonly PrecisionLinear down_proj;

    /// <param name="config">The shape.</param>
    /// <param name="gain">The gain of the preceding RMSNorm.</param>
    /// <param name="prepared">The model's prepared weights.</param>
    public LlamaMlp(LlamaConfig config, Func<Tensor> gain, PreparedWeights prepared)
        : base(nameof(LlamaMlp))
    {
        _gain = gain;
        _prepared = prepared;
        _make = () => [Gained(gate_proj!), Gained(up_proj!)];
        gate_proj = new PrecisionLinear(config.HiddenSize, config.IntermediateSize, false, prepared);
        up_proj = new PrecisionLinear(config.HiddenSize, config.IntermediateSize, false, prepared);
        down_proj = new PrecisionLinear(config.IntermediateSize, config.HiddenSize, false, prepared);
        register_module("gate_proj", gate_proj);
        register_module("up_proj", up_proj);
        register_module("down_proj", down_proj);
    }

    /// <param name="x">[rows, width]: the normed rows without gain.</param>
    /// <returns>[rows, width] float32, a tensor of its own.</returns>
    public Tensor Apply(Tensor x)
    {
        var made = _prepared.Of(this, _make);
        x = _prepared.Operand(x);
        var gate = Activations.Silu(nn.functional.linear(x, made[0]));
        return PreparedWeights.Result(down_proj.Apply(gate * nn.functional.linear(x, made[1])));
    }

    private Tensor Gained(PrecisionLinear projection) => _prepared.Operand(projection.Weight * _gain());
}
