using System.Buffers.Binary;

namespace Rampart.Replay;

readonly struct Float64Reader : IElementReader
{
    public static int Size => sizeof(double);

    public static double Value(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    public static double Rank(ReadOnlySpan<byte> bytes)
    {
        long bits = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return bits >= 0 ? bits : -(double)(bits & long.MaxValue);
    }
}

readonly struct Float32Reader : IElementReader
{
    public static int Size => sizeof(float);

    public static double Value(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadSingleLittleEndian(bytes);

    public static double Rank(ReadOnlySpan<byte> bytes)
    {
        int bits = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return bits >= 0 ? bits : -(double)(bits & int.MaxValue);
    }
}

readonly struct Float16Reader : IElementReader
{
    public static int Size => sizeof(short);

    public static double Value(ReadOnlySpan<byte> bytes) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    public static double Rank(ReadOnlySpan<byte> bytes) => Signed16(bytes);

    internal static double Signed16(ReadOnlySpan<byte> bytes)
    {
        short bits = BinaryPrimitives.ReadInt16LittleEndian(bytes);
        return bits >= 0 ? bits : -(double)(bits & short.MaxValue);
    }
}

readonly struct BFloat16Reader : IElementReader
{
    public static int Size => sizeof(short);

    // A bfloat16 is the upper half of a float32.
    public static double Value(ReadOnlySpan<byte> bytes) => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16);

    public static double Rank(ReadOnlySpan<byte> bytes) => Float16Reader.Signed16(bytes);
}

readonly struct Int64Reader : IElementReader
{
    public static int Size => sizeof(long);

    public static double Value(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    public static double Rank(ReadOnlySpan<byte> bytes) => Value(bytes);
}

readonly struct Int32Reader : IElementReader
{
    public static int Size => sizeof(int);

    public static double Value(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    public static double Rank(ReadOnlySpan<byte> bytes) => Value(bytes);
}

readonly struct Int16Reader : IElementReader
{
    public static int Size => sizeof(short);

    public static double Value(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt16LittleEndian(bytes);

    public static double Rank(ReadOnlySpan<byte> bytes) => Value(bytes);
}

readonly struct Int8Reader : IElementReader
{
    public static int Size => 1;

    public static double Value(ReadOnlySpan<byte> bytes) => (sbyte)bytes[0];

    public static double Rank(ReadOnlySpan<byte> bytes) => Value(bytes);
}

// Also for the types that torch can't compute with (eight-bit and packed floats, unsigned words): their bytes stand for themselves.
readonly struct ByteReader : IElementReader
{
    public static int Size => 1;

    public static double Value(ReadOnlySpan<byte> bytes) => bytes[0];

    public static double Rank(ReadOnlySpan<byte> bytes) => Value(bytes);
}
