using TorchSharp.Interop;

namespace Rampart.Torch;

/// <summary>
/// What the <c>system</c> provider runs on. TorchSharp has no such member: code that must compile with every provider looks
/// the type up by name.
/// </summary>
public static unsafe class NativeBuild
{
    /// <summary>The version of libtorch, such as 1.13.1.</summary>
    public static string Version => NativeError.Text(Native.rampart_torch_version());

    /// <summary>How libtorch was built and which instruction set it uses here, in lines of text.</summary>
    public static string Configuration => NativeError.Text(Native.rampart_torch_config());

    /// <summary>The version of cuDNN as libtorch numbers it (90100 is 9.1.0); 0 without one.</summary>
    public static long CudnnVersion => Native.rampart_cudnn_version();

    /// <summary>The version of CUDA as it numbers itself (12040 is 12.4); 0 without it, or where libtorch does not tell.</summary>
    public static long CudaVersion => Native.rampart_cuda_version();

    /// <summary>Whether only kernels are used that repeat themselves bit for bit; operators that have none then throw. For the whole process.</summary>
    public static bool IsDeterministic
    {
        get => NativeError.Check(Native.rampart_get_deterministic()) != 0;
        set => NativeError.Check(Native.rampart_set_deterministic(value ? 1 : 0));
    }
}
