using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The weights of the patch convolution, [width, channels, patch, patch].</summary>
internal sealed class PatchKernel : nn.Module
{
    private Parameter weight;

    public PatchKernel(long width, long channels, long patch)
        : base(nameof(PatchKernel)) => weight = Parameters.Add(this, "weight", width, channels, patch, patch);

    public Parameter Weight => weight;
}
