using System.Text.Json.Serialization;

namespace Rampart.Pipeline;

/// <summary>In which numbers the heavy products are computed. Master weights, perturbations, norms, softmax and losses are float32 in each of them.</summary>
public enum Precision
{
    /// <summary>bfloat16 on a GPU and where the processor has matrix units for it, else float32.</summary>
    Auto,

    /// <summary>Everything in float32.</summary>
    Float32,

    /// <summary>Products in bfloat16.</summary>
    [JsonStringEnumMemberName("bfloat16")]
    BFloat16,

    /// <summary>Products of float32 operands whose mantissas a GPU rounds to 10 bits; there is no such thing on a processor.</summary>
    [JsonStringEnumMemberName("tf32")]
    Tf32,

    /// <summary><see cref="BFloat16"/> by its short name.</summary>
    [JsonStringEnumMemberName("bf16")]
    Bf16,
}
