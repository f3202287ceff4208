using System.Runtime.InteropServices;
using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Compares two files of tensors.</summary>
static class TensorFiles
{
    /// <summary>The first difference, in the order of the left file; null when every tensor and the metadata are the same.</summary>
    /// <exception cref="SafetensorsException">One of them is no such file.</exception>
    public static Difference? Compare(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        (SafetensorsHeader one, SafetensorsHeader other) = (Header(left, "there"), Header(right, "here"));
        foreach (SafetensorsEntry tensor in one.Entries)
        {
            if (other.Find(tensor.Name) is not { } counterpart)
            {
                return new StructureDifference($"tensor {tensor.Name} is there and not here");
            }
            if (tensor.Dtype != counterpart.Dtype || !tensor.Shape.SequenceEqual(counterpart.Shape))
            {
                return new StructureDifference($"tensor {tensor.Name} is {Form(tensor)} there and {Form(counterpart)} here");
            }
            if (TensorValues.Compare(tensor, Data(left, one, tensor), Data(right, other, counterpart)) is { } difference)
            {
                return difference;
            }
        }
        if (other.Entries.FirstOrDefault(tensor => one.Find(tensor.Name) is null) is { } added)
        {
            return new StructureDifference($"tensor {added.Name} is here and not there");
        }
        return Metadata(one.Metadata, other.Metadata);
    }

    internal static SafetensorsHeader Header(ReadOnlyMemory<byte> file, string which)
    {
        // Artifacts are read into arrays; a copy would double the memory of a large model.
        ArraySegment<byte> array = MemoryMarshal.TryGetArray(file, out ArraySegment<byte> segment) ? segment : file.ToArray();
        using var stream = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        return SafetensorsHeader.Read(stream, $"the tensors {which}");
    }

    internal static ReadOnlySpan<byte> Data(ReadOnlyMemory<byte> file, SafetensorsHeader header, SafetensorsEntry tensor) =>
        file.Span.Slice(checked((int)(header.DataStart + tensor.Begin)), checked((int)tensor.Length));

    static string Form(SafetensorsEntry tensor) => $"{tensor.Dtype} [{string.Join(", ", tensor.Shape)}]";

    internal static FieldDifference? Metadata(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Keys.Union(right.Keys).Order(StringComparer.Ordinal)
            .Where(key => left.GetValueOrDefault(key) != right.GetValueOrDefault(key))
            .Select(key => new FieldDifference(null, $"__metadata__.{key}", left.GetValueOrDefault(key), right.GetValueOrDefault(key)))
            .FirstOrDefault();
}
