using System.Text.Json.Serialization;

namespace Rampart.Pipeline;

/// <summary>In which numbers the heavy products are computed.</summary>
public enum Precision
{
    /// <summary>bfloat16 where the processor has matrix units for it, else float32.</summary>
    Auto,

    /// <summary>Everything in float32.</summary>
    Float32,

    /// <summary>Products in bfloat16; master weights, perturbations, norms and softmax in float32.</summary>
    [JsonStringEnumMemberName("bfloat16")]
    BFloat16,
}
