using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Hosting;

/// <summary>What computes here.</summary>
sealed class DeviceProbe : Probe
{
    protected override Task<string> ProbeAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> gpus = NvidiaSmi.Find()?.Devices() ?? [];
        if (gpus.Count > 0 && !HasCuda())
        {
            throw new ProbeException(
                $"{string.Join("; ", gpus)}: not used, since this libtorch has no CUDA.",
                "Build with a libtorch that has it: LIBTORCH=PREFIX, or -p:TorchProvider=cuda.",
                HealthStatus.Degraded);
        }
        string processor = $"{Environment.ProcessorCount} cores, {Processor.Name}, {Processor.InstructionSet}";
        return Task.FromResult(gpus.Count > 0 ? string.Join("; ", gpus) : processor);
    }

    static bool HasCuda()
    {
        try
        {
            return cuda.is_available();
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            // That libtorch is missing altogether is said by its own probe.
            return false;
        }
    }
}
