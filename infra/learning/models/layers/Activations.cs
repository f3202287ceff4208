using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Activations that need a word on their number format.</summary>
internal static class Activations
{
    /// <summary>silu(x) = x sigmoid(x). On the processor the fused operation is slow in bfloat16: its parts take two thirds of its time,
    /// and less than the fused one in float32 with casts around it.</summary>
    public static Tensor Silu(Tensor x) => x.dtype == ScalarType.BFloat16 && x.device_type == DeviceType.CPU
        ? x * x.sigmoid()
        : nn.functional.silu(x);
}
