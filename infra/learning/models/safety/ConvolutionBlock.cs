using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>A residual block as C-Abstractor stacks them: x + 3x3 convolution(silu(norm(x))), the norm over channels. Honeybee's has a bottleneck and
/// squeeze-excitation beside it.</summary>
internal sealed class ConvolutionBlock : nn.Module
{
    private readonly FloatLayerNorm norm;
    private Parameter weight;
    private Parameter bias;

    public ConvolutionBlock(int width)
        : base(nameof(ConvolutionBlock))
    {
        norm = new FloatLayerNorm(width, 1e-5);
        register_module("norm", norm);
        weight = Parameters.Add(this, "weight", width, width, 3, 3);
        bias = Parameters.Add(this, "bias", width);
    }

    /// <param name="x">[batch, width, height, width].</param>
    public Tensor Apply(Tensor x)
    {
        Tensor normed = norm.Apply(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
        return x + nn.functional.conv2d(normed.silu(), weight, bias, padding: [1, 1]);
    }
}
