namespace Rampart.Learning.Data;

/// <summary>The element types of the idx format, as its third byte states them.</summary>
public enum IdxElement : byte
{
    /// <summary>Unsigned 8-bit integers.</summary>
    UInt8 = 8,

    /// <summary>Signed 8-bit integers.</summary>
    Int8 = 9,

    /// <summary>Signed 16-bit integers.</summary>
    Int16 = 11,

    /// <summary>Signed 32-bit integers.</summary>
    Int32 = 12,

    /// <summary>32-bit floating point.</summary>
    Float32 = 13,

    /// <summary>64-bit floating point.</summary>
    Float64 = 14,
}
