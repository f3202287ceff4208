using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number that is passed to an operator. It is a plain value: nothing native stands behind it.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Tag Tag;
    internal readonly long Bits;

    private Scalar(torch.ScalarType type, Tag tag, long bits)
    {
        Type = type;
        Tag = tag;
        Bits = bits;
    }

    public torch.ScalarType Type { get; }

    internal double Real => Tag == Tag.Real ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long Integer => Tag == Tag.Real ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;

    // As in TorchSharp, a scalar keeps only its category: an integer is 64 bits wide, a fraction is a double.
    public static implicit operator Scalar(byte value) => From((long)value);
    public static implicit operator Scalar(sbyte value) => From((long)value);
    public static implicit operator Scalar(short value) => From((long)value);
    public static implicit operator Scalar(int value) => From((long)value);
    public static implicit operator Scalar(long value) => From(value);
    public static implicit operator Scalar(Half value) => From((double)value);
    public static implicit operator Scalar(float value) => From((double)value);
    public static implicit operator Scalar(double value) => From(value);
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, Tag.Bool, value ? 1 : 0);

    /// <summary>Nothing to release; here because TorchSharp's scalars have it.</summary>
    public void Dispose()
    {
    }

    internal static Scalar From(long value) => new(torch.ScalarType.Int64, Tag.Int, value);

    internal static Scalar From(double value) => new(torch.ScalarType.Float64, Tag.Real, BitConverter.DoubleToInt64Bits(value));

    internal static Scalar From(in Value value) => value.Tag switch
    {
        Tag.Real => From(value.Real),
        Tag.Bool => value.Integer != 0,
        _ => From(value.Integer),
    };
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;

    public static float ToSingle(this Scalar value) => (float)value.Real;
    public static double ToDouble(this Scalar value) => value.Real;
    public static Half ToHalf(this Scalar value) => (Half)value.Real;
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Integer;
    public static byte ToByte(this Scalar value) => (byte)value.Integer;
    public static short ToInt16(this Scalar value) => (short)value.Integer;
    public static int ToInt32(this Scalar value) => (int)value.Integer;
    public static long ToInt64(this Scalar value) => value.Integer;
    public static bool ToBoolean(this Scalar value) => value.Real != 0;
}
