using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Compares all tensors of two files, however large: they are read in blocks.</summary>
public static class TensorTable
{
    /// <summary>Every tensor of either side, in the order of the left one; those that only the right one has come last.</summary>
    /// <param name="there">The tensors to compare with.</param>
    /// <param name="here">The tensors that are compared.</param>
    public static IReadOnlyList<TensorChange> Compare(TensorSet there, TensorSet here) =>
    [
        .. there.Tensors.Select(tensor => here.Find(tensor.Entry.Name) is { } counterpart
            ? Compare(tensor, counterpart)
            : new TensorChange(tensor.Entry.Name, TensorState.Removed, tensor.Form, null)),
        .. here.Tensors.Where(tensor => there.Find(tensor.Entry.Name) is null)
            .Select(tensor => new TensorChange(tensor.Entry.Name, TensorState.Added, null, tensor.Form)),
    ];

    static TensorChange Compare(StoredTensor there, StoredTensor here)
    {
        if (there.Form != here.Form)
        {
            return new TensorChange(there.Entry.Name, TensorState.Reshaped, there.Form, here.Form);
        }
        return there.Entry.Dtype switch
        {
            "F64" => Compare<Float64Reader>(there, here),
            "F32" or "C64" => Compare<Float32Reader>(there, here),
            "F16" => Compare<Float16Reader>(there, here),
            "BF16" => Compare<BFloat16Reader>(there, here),
            "I64" => Compare<Int64Reader>(there, here),
            "I32" => Compare<Int32Reader>(there, here),
            "I16" => Compare<Int16Reader>(there, here),
            "I8" => Compare<Int8Reader>(there, here),
            _ => Compare<ByteReader>(there, here),
        };
    }

    static TensorChange Compare<TReader>(StoredTensor there, StoredTensor here) where TReader : struct, IElementReader
    {
        long differing = 0;
        double largest = 0, difference = 0, norm = 0;
        foreach ((ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) in there.Blocks().Zip(here.Blocks()))
        {
            ReadOnlySpan<byte> ours = left.Span, theirs = right.Span;
            bool same = ours.SequenceEqual(theirs);
            for (int at = 0; at < ours.Length; at += TReader.Size)
            {
                double x = TReader.Value(ours[at..]);
                norm += x * x;
                if (same || ours.Slice(at, TReader.Size).SequenceEqual(theirs.Slice(at, TReader.Size)))
                {
                    continue;
                }
                differing++;
                double distance = TensorValues.Distance(x, TReader.Value(theirs[at..]));
                largest = Math.Max(largest, distance);
                difference += distance * distance;
            }
        }
        long elements = there.Entry.Length / TReader.Size;
        double relative = norm > 0 && double.IsFinite(norm) ? Math.Sqrt(difference / norm) : double.PositiveInfinity;
        return differing == 0
            ? new TensorChange(there.Entry.Name, TensorState.Equal, there.Form, here.Form, elements)
            : new TensorChange(there.Entry.Name, TensorState.Changed, there.Form, here.Form, elements, differing, difference == 0 ? 0 : relative, largest);
    }
}
