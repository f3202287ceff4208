namespace Rampart.Safetensors;

/// <summary>One tensor of a header.</summary>
/// <param name="Name">The tensor's name, unique in the file.</param>
/// <param name="Dtype">The format's name of the element type, e.g. <c>F32</c> or <c>BF16</c>.</param>
/// <param name="Shape">Sizes, row-major; empty for a scalar.</param>
/// <param name="Begin">First byte, counted from the start of the data part.</param>
/// <param name="End">One past the last byte, counted from the start of the data part.</param>
public sealed record SafetensorsEntry(string Name, string Dtype, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>Size of the data in bytes.</summary>
    public long Length => End - Begin;
}
