using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Activations that need a word on their number format.</summary>
internal static class Activations
{
    /// <summary>silu(x) = x sigmoid(x). On the processor, bfloat16 takes twice the time of float32, casts included: so it is cast.</summary>
    public static Tensor Silu(Tensor x) => x.dtype == ScalarType.BFloat16 && x.device_type == DeviceType.CPU
        ? nn.functional.silu(x.to(ScalarType.Float32)).to(ScalarType.BFloat16)
        : nn.functional.silu(x);
}
