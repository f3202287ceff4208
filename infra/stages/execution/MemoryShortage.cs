using System.Runtime.InteropServices;

namespace Rampart.Stages;

/// <summary>Tells that memory ran out, of the process or of the device, from whatever the arithmetic threw.</summary>
public static class MemoryShortage
{
    // libtorch has no code for it: these are the texts of its allocators for CPU and CUDA, and of the C++ library.
    static readonly string[] Texts = ["can't allocate memory", "out of memory", "bad_alloc", "bad allocation"];

    /// <summary>Whether this exception, or what caused it, is a lack of memory.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        OutOfMemoryException => true,
        ExternalException native => Texts.Any(text => native.Message.Contains(text, StringComparison.OrdinalIgnoreCase)),
        { InnerException: { } cause } => Is(cause),
        _ => false,
    };
}
