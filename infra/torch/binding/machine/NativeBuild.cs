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
}
