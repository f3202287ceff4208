using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>What an attack adds to the hidden states of a batch. Its tensors belong to the dispose scope of the caller.</summary>
public sealed class HiddenPerturbation
{
    internal HiddenPerturbation(IHiddenShift shift, Tensor sizes) => (Shift, Sizes) = (shift, sizes);

    /// <summary>The largest L2 norm of what is added to any one position, float32 [batch].</summary>
    public Tensor Sizes { get; }

    internal IHiddenShift Shift { get; }
}
