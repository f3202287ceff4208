using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Compares two files of tensors, floating-point elements within a tolerance.</summary>
static class TensorTolerance
{
    /// <summary>Whether they have the same tensors and metadata, and elements as near as asked for.</summary>
    /// <exception cref="SafetensorsException">One of them is no such file.</exception>
    public static bool IsWithin(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, double tolerance)
    {
        (SafetensorsHeader one, SafetensorsHeader other) = (TensorFiles.Header(left, "there"), TensorFiles.Header(right, "here"));
        return one.Entries.Count == other.Entries.Count
            && TensorFiles.Metadata(one.Metadata, other.Metadata) is null
            && one.Entries.All(tensor => other.Find(tensor.Name) is { } counterpart
                && tensor.Dtype == counterpart.Dtype
                && tensor.Shape.SequenceEqual(counterpart.Shape)
                && IsWithin(tensor.Dtype, TensorFiles.Data(left, one, tensor), TensorFiles.Data(right, other, counterpart), tolerance));
    }

    static bool IsWithin(string dtype, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, double tolerance) => left.SequenceEqual(right) || dtype switch
    {
        "F64" => IsWithin<Float64Reader>(left, right, tolerance),
        "F32" or "C64" => IsWithin<Float32Reader>(left, right, tolerance),
        "F16" => IsWithin<Float16Reader>(left, right, tolerance),
        "BF16" => IsWithin<BFloat16Reader>(left, right, tolerance),
        _ => false,
    };

    static bool IsWithin<TReader>(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, double tolerance)
        where TReader : struct, IElementReader
    {
        for (int at = 0; at < left.Length; at += TReader.Size)
        {
            if (!ToleranceComparison.IsNear(TReader.Value(left[at..]), TReader.Value(right[at..]), tolerance))
            {
                return false;
            }
        }
        return true;
    }
}
