using Rampart.Pipeline;

namespace Rampart.Stages;

/// <summary>What a pipeline's precision means on this machine.</summary>
public static class DeclaredNumerics
{
    /// <summary>The numerics that the run's work items declare.</summary>
    public static string Of(Precision precision) => precision switch
    {
        Precision.Float32 => Numerics.CpuFloat32,
        Precision.BFloat16 => Numerics.CpuBFloat16,
        _ => Processor.HasBFloat16MatrixUnits ? Numerics.CpuBFloat16 : Numerics.CpuFloat32,
    };
}
