using Rampart.Artifacts;

namespace Rampart.Signing;

/// <summary>Reads the lines that were signed.</summary>
static class LineageLines
{
    /// <summary>The lines of an artifact, in their order.</summary>
    /// <exception cref="ArtifactException">A line is none.</exception>
    public static IReadOnlyList<LineageLine> Parse(ReadOnlyMemory<byte> bytes)
    {
        var lines = new List<LineageLine>();
        foreach (Range range in bytes.Span.Split((byte)'\n'))
        {
            if (bytes.Span[range] is { IsEmpty: false } line)
            {
                lines.Add(SignatureDocuments.Parse<LineageLine>(line) ?? throw new ArtifactException($"Line {lines.Count + 1} of the signed digests is none."));
            }
        }
        return lines;
    }
}
