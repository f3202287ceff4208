using System.Reflection;
using TorchSharp;

namespace Rampart.Stages;

/// <summary>What the repository's own binding tells and takes beside TorchSharp's members, found by name, since the packages of TorchSharp do not have it.</summary>
static class TensorLibrary
{
    static readonly Type? Build = typeof(torch).Assembly.GetType("Rampart.Torch.NativeBuild");

    /// <summary>cuDNN's version as libtorch numbers it; 0 when unknown.</summary>
    public static long CudnnVersion => Read("CudnnVersion") is long version ? version : 0;

    /// <summary>CUDA's version as it numbers itself; 0 when unknown.</summary>
    public static long CudaVersion => Read("CudaVersion") is long version ? version : 0;

    /// <summary>Whether kernels can be restricted to those that repeat themselves.</summary>
    public static bool CanBeDeterministic => Deterministic is not null;

    /// <summary>Restricts kernels to those that repeat themselves, for the whole process.</summary>
    public static void SetDeterministic(bool required) => Deterministic?.SetValue(null, required);

    static PropertyInfo? Deterministic => Build?.GetProperty("IsDeterministic");

    static object? Read(string property) => Build?.GetProperty(property)?.GetValue(null);
}
