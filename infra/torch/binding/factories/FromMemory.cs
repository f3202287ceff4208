using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Copies <paramref name="count"/> elements of <paramref name="kind"/> out of an array of any rank.</summary>
    internal static unsafe Tensor FromMemory(
        Array source, long count, ScalarType kind, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device,
        bool requires_grad = false, string[]? names = null)
    {
        long wanted = 1;
        foreach (long size in dimensions) wanted *= size;
        if (wanted != count) throw new ArgumentException($"mismatched total size creating tensor: {count} values for the shape ({string.Join(", ", dimensions.ToArray())}).");
        Tensor made = Aten.empty_memory_format.Call(dimensions, kind, default, CPU).Tensor;
        TensorInfo info = made.Info;
        fixed (byte* first = &MemoryMarshal.GetArrayDataReference(source))
        {
            long bytes = count * info.ElementSize;
            Buffer.MemoryCopy(first, info.Data, bytes, bytes);
        }

        return Finished(made, dtype ?? kind, device, requires_grad, names);
    }

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromMemory(rawArray, rawArray.LongLength, ToScalarType(rawArray.GetType().GetElementType()!), Lengths(rawArray), dtype, device, requires_grad, names);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        using Tensor whole = FromMemory(rawArray, rawArray.LongLength, ToScalarType(rawArray.GetType().GetElementType()!), [rawArray.LongLength], null, null);
        using Tensor part = whole.narrow(0, offset, count < 0 ? rawArray.LongLength - offset : count);
        return part.to(dtype, copy: true).requires_grad_(requires_grad);
    }

    private static Tensor Finished(Tensor made, ScalarType dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        if (made.dtype != dtype) made = made.to_type(dtype, disposeAfter: true);
        device = InitializeDevice(device);
        if (device.type != DeviceType.CPU) made = made.to(device, disposeAfter: true);
        if (requires_grad) made.requires_grad = true;
        return made;
    }

    private static long[] Lengths(Array array)
    {
        var lengths = new long[array.Rank];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = array.GetLongLength(i);
        return lengths;
    }
}
