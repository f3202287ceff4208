using Rampart.Learning.Models;

namespace Rampart.Stages;

/// <summary>The declared numerics of work items: a device and the precision of the heavy products.</summary>
public static class Numerics
{
    /// <summary>Everything in float32 on the processor.</summary>
    public const string CpuFloat32 = "cpu-float32";

    /// <summary>Products in bfloat16 on the processor; master weights, perturbations, norms and softmax in float32.</summary>
    public const string CpuBFloat16 = "cpu-bfloat16";

    /// <summary>The precision that a work item's numerics ask for.</summary>
    /// <exception cref="StageException">The numerics are not known here.</exception>
    public static ComputePrecision Precision(string numerics) => numerics switch
    {
        CpuFloat32 => ComputePrecision.Float32,
        CpuBFloat16 => ComputePrecision.BFloat16,
        _ => throw new StageException(
            $"Numerics '{numerics}' are not known here.", "work item", $"Use {CpuFloat32} or {CpuBFloat16}, or a worker that has them."),
    };
}
