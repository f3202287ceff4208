using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>
/// One argument of an operator. Converts from whatever the operators take; <c>default</c> means the schema's default and
/// a null tensor, list or number means None.
/// </summary>
internal readonly ref struct Arg
{
    internal readonly ref byte Data;
    internal readonly long Bits;
    internal readonly Tag Tag;
    internal readonly int Count;
    internal readonly object? Owner;

    private Arg(Tag tag, long bits, object? owner = null)
    {
        Tag = tag;
        Bits = bits;
        Owner = owner;
    }

    private Arg(Tag tag, ref byte data, int count, object? owner = null)
    {
        Tag = tag;
        Data = ref data;
        Count = count;
        Owner = owner;
    }

    internal static Arg None => new(Tag.None, 0);

    public static implicit operator Arg(torch.Tensor? tensor) =>
        tensor is null ? None : new(Tag.Tensor, tensor.Handle, tensor);

    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(long? value) => value is { } given ? given : None;
    public static implicit operator Arg(double value) => new(Tag.Real, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } given ? given : None;
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(bool? value) => value is { } given ? given : None;

    public static implicit operator Arg(Scalar? value) => value is null ? None : new(value.Tag, value.Bits);

    public static implicit operator Arg(torch.ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Arg(torch.ScalarType? value) => value is { } given ? given : None;

    public static implicit operator Arg(torch.Device? device) =>
        device is null ? None : new(Tag.Device, ((long)device.type << 8) | (byte)(sbyte)device.index);

    public static implicit operator Arg(torch.Generator? generator) =>
        generator is null ? None : new(Tag.Generator, generator.Handle, generator);

    public static implicit operator Arg(long[]? values) => values is null ? None : (ReadOnlySpan<long>)values;

    public static implicit operator Arg(ReadOnlySpan<long> values) =>
        new(Tag.IntList, ref Unsafe.As<long, byte>(ref MemoryMarshal.GetReference(values)), values.Length);

    public static implicit operator Arg(double[]? values) =>
        values is null ? None : new(Tag.RealList, ref Unsafe.As<double, byte>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);

    public static implicit operator Arg(bool[]? values) =>
        values is null ? None : new(Tag.BoolList, ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length);

    public static implicit operator Arg(string? text)
    {
        if (text is null) return None;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return new(Tag.String, ref MemoryMarshal.GetArrayDataReference(utf8), utf8.Length);
    }

    public static implicit operator Arg(torch.Tensor[] tensors) => Tensors(tensors);

    /// <summary>A list of tensors, as cat and stack take it.</summary>
    internal static Arg Tensors(IReadOnlyList<torch.Tensor> tensors) => List(Tag.TensorList, tensors);

    /// <summary>A list of tensors and nulls, as indexing takes it.</summary>
    internal static Arg OptionalTensors(IReadOnlyList<torch.Tensor?> tensors) => List(Tag.OptionalTensorList, tensors);

    private static Arg List(Tag tag, IReadOnlyList<torch.Tensor?> tensors)
    {
        var handles = new nint[tensors.Count];
        for (int i = 0; i < handles.Length; i++) handles[i] = tensors[i]?.Handle ?? 0;
        return new(tag, ref Unsafe.As<nint, byte>(ref MemoryMarshal.GetArrayDataReference(handles)), handles.Length, tensors);
    }

    /// <summary>The value to pass, with a list's memory at <paramref name="pinned"/>.</summary>
    internal unsafe Value Pinned(byte* pinned) =>
        new() { Integer = pinned == null ? Bits : (nint)pinned, Tag = Tag, Count = Count };
}
