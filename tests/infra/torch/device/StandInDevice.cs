using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Devices;

/// <summary>A device that computes as the processor does and refuses to be mixed with it, as GPUs do (stand_in.cpp).</summary>
internal static class StandInDevice
{
    private static readonly Lazy<Device> Loaded = new(() =>
    {
        set_num_threads(1);
        nint library = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libstand_in.so"));
        var kind = Marshal.GetDelegateForFunctionPointer<Kind>(NativeLibrary.GetExport(library, "stand_in_kind"));
        return new Device((DeviceType)kind(), 0);
    });

    private delegate int Kind();

    /// <summary>The device.</summary>
    public static Device It => Loaded.Value;

    // Whichever test computes the first gradient starts libtorch's engine, with a thread for each kind of device that is known by then.
    [ModuleInitializer]
    internal static void Register() => _ = It;
}
