using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a <see cref="Value"/> holds; the same numbers as in native/value.h.</summary>
internal enum Tag
{
    /// <summary>Take the default of the operator's schema.</summary>
    Default,
    None,
    Tensor,
    Int,
    Real,
    Bool,
    IntList,
    RealList,
    BoolList,
    TensorList,
    OptionalTensorList,
    String,
    Device,
    Generator,
}

/// <summary>The one type that crosses the border to libtorch: a tagged value of 16 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Value
{
    [FieldOffset(0)] public nint Pointer;
    [FieldOffset(0)] public long Integer;
    [FieldOffset(0)] public double Real;
    [FieldOffset(8)] public Tag Tag;

    /// <summary>The length of a list; for a returned tensor the size of its own storage in units of 256 bytes.</summary>
    [FieldOffset(12)] public int Count;
}
