using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Rampart.Stages;

/// <summary>The processor of this machine, as far as it matters to arithmetic.</summary>
public static class Processor
{
    const string InfoFile = "/proc/cpuinfo";
    static readonly Lazy<IReadOnlyDictionary<string, string>> Info = new(ReadInfo);

    /// <summary>Its model, with the numbers that tell models of one name apart.</summary>
    public static string Name => Info.Value.TryGetValue("model name", out string? name)
        ? $"{name} (family {Fact("cpu family")}, model {Fact("model")}, stepping {Fact("stepping")})"
        : System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The vector instructions that libtorch's kernels choose here, and the matrix units that oneDNN may use.</summary>
    public static string InstructionSet
    {
        get
        {
            // The variable overrides libtorch's own choice.
            string vectors = Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY")?.ToUpperInvariant() ?? VectorSet();
            return string.Join('+', [vectors, .. MatrixFlags.Where(HasFlag).Select(flag => flag.ToUpperInvariant())]);
        }
    }

    /// <summary>Whether it multiplies bfloat16 matrices in units of their own, so that bfloat16 products are much faster than float32.</summary>
    public static bool HasBFloat16MatrixUnits => HasFlag("amx_bf16");

    static readonly string[] MatrixFlags = ["avx512_bf16", "amx_bf16"];

    static string VectorSet() =>
        Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported ? "AVX512"
        : Avx2.IsSupported && Fma.IsSupported ? "AVX2"
        : AdvSimd.IsSupported ? "NEON"
        : "DEFAULT";

    static bool HasFlag(string flag) => Fact("flags").Split(' ').Contains(flag);

    static string Fact(string name) => Info.Value.GetValueOrDefault(name, "");

    // The first processor's block; the others repeat it.
    static IReadOnlyDictionary<string, string> ReadInfo() =>
        File.Exists(InfoFile)
            ? File.ReadLines(InfoFile).TakeWhile(line => line.Length > 0)
                .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
                .GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.First()[1])
            : new Dictionary<string, string>();
}
