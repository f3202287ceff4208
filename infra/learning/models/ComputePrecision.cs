namespace Rampart.Learning.Models;

/// <summary>The number format in which linear and attention products are computed.</summary>
/// <remarks>Weights, perturbations, residual stream, norms, softmax and losses are float32 either way.</remarks>
public enum ComputePrecision
{
    /// <summary>Products in float32.</summary>
    Float32,

    /// <summary>Operands of products are rounded to bfloat16; for processors with bf16 matrix units and for GPUs.</summary>
    BFloat16,
}
