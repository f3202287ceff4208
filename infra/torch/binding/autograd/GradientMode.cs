using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Sets whether this thread records operations for differentiation; disposing it restores what was before.</summary>
internal sealed class GradientMode : IDisposable
{
    private readonly int _before;

    internal GradientMode(bool enabled)
    {
        _before = Native.rampart_grad_mode();
        Native.rampart_set_grad_mode(enabled ? 1 : 0);
    }

    public void Dispose() => Native.rampart_set_grad_mode(_before);
}

/// <summary>libtorch's inference mode for this thread, until disposed on the same thread.</summary>
internal sealed class InferenceMode : IDisposable
{
    private nint _guard;

    internal InferenceMode(bool enabled) => _guard = NativeError.Check(Native.rampart_enter_inference_mode(enabled ? 1 : 0));

    public void Dispose()
    {
        nint guard = Interlocked.Exchange(ref _guard, 0);
        if (guard != 0) Native.rampart_leave_inference_mode(guard);
    }
}

public static partial class torch
{
    public static IDisposable no_grad() => new GradientMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    public static bool is_grad_enabled() => Native.rampart_grad_mode() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.rampart_inference_mode() != 0;
}
