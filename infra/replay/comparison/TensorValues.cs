using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Compares the values of two tensors of the same type and shape.</summary>
static class TensorValues
{
    // Equal stretches are passed over at the speed of memory; only the blocks that differ are looked at element by element.
    const int Block = 4096;

    /// <summary>How the two differ; null when their bits are the same.</summary>
    public static TensorDifference? Compare(SafetensorsEntry tensor, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => tensor.Dtype switch
    {
        "F64" => Compare<Float64Reader>(tensor, left, right),
        "F32" or "C64" => Compare<Float32Reader>(tensor, left, right),
        "F16" => Compare<Float16Reader>(tensor, left, right),
        "BF16" => Compare<BFloat16Reader>(tensor, left, right),
        "I64" => Compare<Int64Reader>(tensor, left, right),
        "I32" => Compare<Int32Reader>(tensor, left, right),
        "I16" => Compare<Int16Reader>(tensor, left, right),
        "I8" => Compare<Int8Reader>(tensor, left, right),
        _ => Compare<ByteReader>(tensor, left, right),
    };

    static TensorDifference? Compare<TReader>(SafetensorsEntry tensor, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
        where TReader : struct, IElementReader
    {
        long differing = 0;
        int first = -1;
        double absolute = 0, relative = 0, ulps = 0;
        for (int start = 0; start < left.Length; start += Block)
        {
            int length = Math.Min(Block, left.Length - start);
            ReadOnlySpan<byte> ours = left.Slice(start, length), theirs = right.Slice(start, length);
            if (ours.SequenceEqual(theirs))
            {
                continue;
            }
            for (int at = 0; at < length; at += TReader.Size)
            {
                ReadOnlySpan<byte> one = ours.Slice(at, TReader.Size), other = theirs.Slice(at, TReader.Size);
                if (one.SequenceEqual(other))
                {
                    continue;
                }
                differing++;
                first = first < 0 ? start + at : first;
                (double x, double y) = (TReader.Value(one), TReader.Value(other));
                double distance = Distance(x, y);
                absolute = Math.Max(absolute, distance);
                relative = Math.Max(relative, double.IsInfinity(distance) ? distance : distance == 0 ? 0 : distance / Math.Max(Math.Abs(x), Math.Abs(y)));
                ulps = Math.Max(ulps, Math.Abs(TReader.Rank(one) - TReader.Rank(other)));
            }
        }
        if (differing == 0)
        {
            return null;
        }
        return new TensorDifference(
            tensor.Name, tensor.Dtype, tensor.Shape, Index(first, left.Length, tensor.Shape), TReader.Value(left[first..]), TReader.Value(right[first..]),
            left.Length / TReader.Size, differing, absolute, relative, ulps);
    }

    // Two NaNs with different bits, or 0 and -0, are no distance apart although they differ.
    internal static double Distance(double x, double y) =>
        double.IsNaN(x) && double.IsNaN(y) || x == y ? 0
        : double.IsFinite(x) && double.IsFinite(y) ? Math.Abs(x - y)
        : double.PositiveInfinity;

    // What is read at once may be a part of an element (a complex number) or several (packed four-bit numbers).
    static long[] Index(long offset, long length, IReadOnlyList<long> shape)
    {
        long element = (long)((Int128)offset * shape.Aggregate(1L, (product, size) => product * size) / length);
        long[] index = new long[shape.Count];
        for (int dimension = shape.Count - 1; dimension >= 0; dimension--)
        {
            (element, index[dimension]) = Math.DivRem(element, shape[dimension]);
        }
        return index;
    }
}
