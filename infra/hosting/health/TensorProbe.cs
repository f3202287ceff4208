using static TorchSharp.torch;

namespace Rampart.Hosting;

/// <summary>Whether libtorch can be loaded and computes, on the GPU if it has one.</summary>
sealed class TensorProbe : Probe
{
    protected override Task<string> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            Device device = cuda.is_available() ? CUDA : CPU;
            using var scope = NewDisposeScope();
            float sum = ones([2, 2], device: device).matmul(ones([2, 2], device: device)).sum().item<float>();
            return sum == 8
                ? Task.FromResult($"libtorch computes on {device}")
                : throw new ProbeException(
                    $"libtorch says that 2·2·2 is {sum} on {device}.",
                    "The device or its driver is broken: look at the system's log, and restart the machine or take it out.");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new ProbeException(
                $"libtorch can't be loaded: {e.GetBaseException().Message}",
                "Run infra/setup.sh, which installs what the tensors need, or set LIBTORCH to where it is and build again.",
                inner: e);
        }
        catch (System.Runtime.InteropServices.ExternalException e)
        {
            throw new ProbeException($"libtorch can't compute: {e.Message}", "Look at the GPU and its driver (nvidia-smi).", inner: e);
        }
    }
}
