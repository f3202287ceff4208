using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns a failed native call into the exception that TorchSharp throws, with libtorch's bare message.</summary>
internal static unsafe class NativeError
{
    /// <summary>Throws if <paramref name="status"/> is negative; returns it otherwise.</summary>
    internal static int Check(int status)
    {
        if (status < 0) Throw();
        return status;
    }

    /// <summary>Throws if <paramref name="pointer"/> is null; returns it otherwise.</summary>
    internal static nint Check(nint pointer)
    {
        if (pointer == 0) Throw();
        return pointer;
    }

    /// <summary>The text behind a native pointer to UTF-8.</summary>
    internal static string Text(byte* text)
    {
        if (text == null) Throw();
        return Marshal.PtrToStringUTF8((nint)text)!;
    }

    private static void Throw() =>
        throw new ExternalException(Marshal.PtrToStringUTF8((nint)Native.rampart_error()));
}
