using System.Collections;
using TorchSharp.Interop;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the CPU, in the order of its shape whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly TensorInfo _info;
    private readonly long[] _shape;
    private readonly long[] _strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _info = tensor.Info;
        if ((DeviceType)_info.DeviceType != DeviceType.CPU)
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        _shape = tensor.shape;
        _strides = tensor.stride();
    }

    public long Count => _info.Elements;

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => *Place(Offset(indices));
        set => *Place(Offset(indices)) = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        if (_info.IsContiguous)
        {
            long count = Math.Min(target.Length, Count - tensorIndex);
            new ReadOnlySpan<T>(Place(tensorIndex), checked((int)count)).CopyTo(target);
            GC.KeepAlive(_tensor);
            return;
        }

        for (long i = tensorIndex; i < Count && i - tensorIndex < target.Length; i++) target[(int)(i - tensorIndex)] = *Place(Strided(i));
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        for (long i = tensorIndex; i < Count && i - tensorIndex < source.Length; i++) *Place(Strided(i)) = source[(int)(i - tensorIndex)];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The accessor owns nothing; the tensor stays with its owner.</summary>
    public void Dispose()
    {
    }

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        if ((ulong)index >= (ulong)tensor.NumberOfElements) throw new IndexOutOfRangeException($"There is no element {index}.");
        return new TensorAccessor<T>(tensor).At(index);
    }

    private T At(long index)
    {
        T element = *Place(Strided(index));
        GC.KeepAlive(_tensor);
        return element;
    }

    private T* Place(long offset) => (T*)_info.Data + offset;

    /// <summary>One index counts elements in order; as many as there are dimensions name a place.</summary>
    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            if ((ulong)indices[0] >= (ulong)Count) throw new IndexOutOfRangeException($"There is no element {indices[0]}.");
            return Strided(indices[0]);
        }

        if (indices.Length != _shape.Length)
            throw new ArgumentException($"{indices.Length} indices given for a tensor with {_shape.Length} dimensions.");
        long offset = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            if ((ulong)indices[i] >= (ulong)_shape[i])
                throw new IndexOutOfRangeException($"Index {indices[i]} is out of range in dimension {i} of size {_shape[i]}.");
            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    private long Strided(long index)
    {
        if (_info.IsContiguous) return index;
        long offset = 0;
        for (int i = _shape.Length - 1; i >= 0; i--)
        {
            offset += index % _shape[i] * _strides[i];
            index /= _shape[i];
        }

        return offset;
    }
}
