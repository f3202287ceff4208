using System.Globalization;

namespace Rampart.Pipeline;

/// <summary>Where a pipeline computes, as its file says it: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or, for one GPU of several, <c>cuda:1</c>.</summary>
public static class DeviceWord
{
    /// <summary>A GPU where the machine has one that its libtorch can use, else the processor.</summary>
    public const string Auto = "auto";

    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";

    /// <summary>The first GPU of whichever worker computes.</summary>
    public const string Cuda = "cuda";

    /// <summary>The words that are taken, for people.</summary>
    public const string Rule = "Use auto, cpu, cuda, or cuda:N with N from 0 to 63.";

    const int MostDevices = 64;

    /// <summary>Whether it is one of the words.</summary>
    public static bool IsValid(string word) => word == Auto || IsDevice(word);

    /// <summary>Whether it names a device, which <c>auto</c> does not.</summary>
    public static bool IsDevice(string word) => word == Cpu || word == Cuda || IndexOf(word) is not null;

    /// <summary>Whether it is a GPU.</summary>
    public static bool IsCuda(string word) => word == Cuda || IndexOf(word) is not null;

    /// <summary>The number of the GPU that it names; null when it names none.</summary>
    public static int? IndexOf(string word) =>
        word.StartsWith(Cuda + ":", StringComparison.Ordinal)
        && int.TryParse(word.AsSpan(Cuda.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < MostDevices
        && word.Length == Cuda.Length + 1 + (index < 10 ? 1 : 2)
            ? index
            : null;
}
