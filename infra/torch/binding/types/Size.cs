using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The sizes of a tensor's dimensions.</summary>
    public readonly struct Size : IEnumerable<long>
    {
        public static readonly Size Empty = new(Array.Empty<long>());

        private readonly long[] _shape;

        public Size(long[] shape) => _shape = (long[])shape.Clone();

        public Size(IEnumerable<long> shape) => _shape = shape.ToArray();

        public Size(int[] shape) => _shape = Array.ConvertAll(shape, size => (long)size);

        public Size(long size) => _shape = [size];

        public long[] Shape => _shape;

        public int Length => _shape.Length;

        public long this[int idx] => _shape[idx < 0 ? idx + _shape.Length : idx];

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public long numel() => _shape.Aggregate(1L, (product, size) => product * size);

        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)_shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
