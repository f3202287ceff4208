using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType s_defaultDType = ScalarType.Float32;
    private static Device s_defaultDevice = CPU;

    /// <summary>The version of the libtorch that the native part was built against.</summary>
    public static unsafe string __version__ => NativeError.Text(Native.rampart_torch_version());

    public static ScalarType get_default_dtype() => s_defaultDType;

    public static void set_default_dtype(ScalarType dtype) => s_defaultDType = dtype;

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = device;
}
