using TorchSharp.Interop;

namespace Rampart.Torch;

/// <summary>What tensors take of the processor's memory, in bytes, and a bound on it. As <see cref="NativeBuild"/>, of the <c>system</c> provider only.</summary>
public static class HostMemory
{
    private static long s_bound;

    /// <summary>What tensors made since <see cref="Watch"/> take now.</summary>
    public static long Live => Native.rampart_memory_live();

    /// <summary>The most they took at one time since <see cref="ResetPeak"/>.</summary>
    public static long Peak => Native.rampart_memory_peak();

    /// <summary>How many bytes they may take; beyond it operators fail as they do when memory runs out. 0, the default, is no bound.</summary>
    public static long Bound
    {
        get => s_bound;
        set => Native.rampart_memory_set_bound(s_bound = value);
    }

    /// <summary>Begins to count; it costs some nanoseconds per tensor.</summary>
    public static void Watch() => NativeError.Check(Native.rampart_memory_watch());

    /// <summary>Forgets the peak.</summary>
    public static void ResetPeak() => Native.rampart_memory_reset_peak();
}
