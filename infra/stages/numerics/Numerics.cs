using Rampart.Learning.Models;
using Rampart.Pipeline;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>The declared numerics of work items: a device and the precision of the heavy products.</summary>
public static class Numerics
{
    /// <summary>Everything in float32 on the processor.</summary>
    public const string CpuFloat32 = "cpu-float32";

    /// <summary>Products in bfloat16 on the processor; master weights, perturbations, norms and softmax in float32.</summary>
    public const string CpuBFloat16 = "cpu-bfloat16";

    /// <summary>The precision that a work item's numerics ask for. TF32 rounds float32 operands within the product, so that tensors are float32.</summary>
    /// <exception cref="StageException">The numerics are not known here.</exception>
    public static ComputePrecision Precision(string numerics) =>
        Of(numerics).Products == NumericsWord.BFloat16 ? ComputePrecision.BFloat16 : ComputePrecision.Float32;

    /// <summary>The device that a work item's numerics ask for.</summary>
    /// <exception cref="StageException">The numerics are not known here, or this worker does not have the device.</exception>
    public static Device Device(string numerics)
    {
        NumericsWord word = Of(numerics);
        if (!word.IsCuda)
        {
            return CPU;
        }
        int index = DeviceWord.IndexOf(word.Device) ?? 0, count = cuda.is_available() ? cuda.device_count() : 0;
        return index < count
            ? new Device(TorchSharp.DeviceType.CUDA, index)
            : throw new StageException(
                $"The item is to be computed on {word.Device}, and this worker has {(count == 0 ? "no GPU that its libtorch can use" : $"GPUs 0 to {count - 1} only")}.",
                $"work item, numerics {numerics}",
                "Start the service on a machine that has it, or run the pipeline with device=cpu. `rampart check` says what libtorch finds.");
    }

    /// <summary>The numerics as a record.</summary>
    /// <exception cref="StageException">They are not known here.</exception>
    public static NumericsWord Of(string numerics) => NumericsWord.TryParse(numerics, out NumericsWord? word)
        ? word
        : throw new StageException(
            $"Numerics '{numerics}' are not known here.", "work item", $"Use {CpuFloat32} or {CpuBFloat16}, or a worker that has them.");
}
