namespace Rampart.Learning.Data;

/// <summary>Labelled images as a source delivers them.</summary>
/// <param name="Name">The set's name within its source, such as <c>train</c>.</param>
/// <param name="Shape">The size of one image.</param>
/// <param name="Pixels">8-bit pixels, [count, channels, height, width] row by row.</param>
/// <param name="Labels">One class number per image.</param>
public sealed record ImageSet(string Name, ImageShape Shape, ReadOnlyMemory<byte> Pixels, ReadOnlyMemory<byte> Labels)
{
    /// <summary>How many images there are.</summary>
    public int Count => Labels.Length;
}
