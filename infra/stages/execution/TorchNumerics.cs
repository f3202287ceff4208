using Rampart.Contracts;
using Rampart.Pipeline;
using TorchSharp;

namespace Rampart.Stages;

/// <summary>The arithmetic of libtorch on this machine, with whichever TorchSharp stands behind it.</summary>
public sealed class TorchNumerics : INumerics
{
    const int ThreadsPerItem = 1;
    readonly Lazy<NumericsFingerprint> _fingerprint = new(Capture);

    /// <inheritdoc/>
    public NumericsFingerprint Fingerprint => _fingerprint.Value;

    /// <inheritdoc/>
    public NumericsFingerprint FingerprintOf(string numerics) => Numerics.Of(numerics) is { IsCuda: true } word
        ? Fingerprint with { Device = GpuName.Of(DeviceWord.IndexOf(word.Device) ?? 0) }
        : Fingerprint;

    /// <inheritdoc/>
    public void PrepareThread() => torch.set_num_threads(ThreadsPerItem);

    static NumericsFingerprint Capture()
    {
        torch.set_num_threads(ThreadsPerItem); // loads the library, whose files are then mapped
        IReadOnlyList<string> libraries = MappedLibraries();
        return new NumericsFingerprint(
            Processor.Name,
            Processor.InstructionSet,
            $"{Named(libraries, "libtorch_cpu", "libtorch")} through TorchSharp {typeof(torch).Assembly.GetName().Version}",
            Named(libraries, "libmkl_core", "libopenblas", "libblis", "libblas", "libtorch_cpu"),
            "cpu",
            ThreadsPerItem);
    }

    // The file names carry the versions (libtorch_cpu.so.1.13.0), since the kernel shows where symbolic links lead.
    static IReadOnlyList<string> MappedLibraries() =>
        File.Exists("/proc/self/maps")
            ? [.. File.ReadLines("/proc/self/maps").Select(line => Path.GetFileName(line.Split(' ')[^1])).Where(name => name.StartsWith("lib", StringComparison.Ordinal)).Distinct()]
            : [];

    static string Named(IReadOnlyList<string> libraries, params string[] beginnings) =>
        beginnings.Select(beginning => libraries.FirstOrDefault(name => name.StartsWith(beginning, StringComparison.Ordinal))).FirstOrDefault(name => name is not null)
        ?? beginnings[^1];
}
