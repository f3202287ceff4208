using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rampart.Pipeline.Arrivals;

/// <summary>The files that were not read, as the run's sources keep them: JSON Lines.</summary>
public static class RefusedFiles
{
    /// <summary>The name under which they stand among a stage's sources; no shard has such a name.</summary>
    public const string Source = "refused";

    const byte LineEnd = (byte)'\n';

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes them, one per line.</summary>
    public static byte[] Write(IEnumerable<RefusedFile> files) =>
        [.. files.SelectMany(file => JsonSerializer.SerializeToUtf8Bytes(file, Options).Append(LineEnd))];

    /// <summary>Reads them.</summary>
    /// <exception cref="JsonException">A line is no such record.</exception>
    public static IReadOnlyList<RefusedFile> Read(ReadOnlyMemory<byte> lines)
    {
        var files = new List<RefusedFile>();
        for (int end = lines.Span.IndexOf(LineEnd); end >= 0; end = lines.Span.IndexOf(LineEnd))
        {
            files.Add(JsonSerializer.Deserialize<RefusedFile>(lines.Span[..end], Options) ?? throw new JsonException("A line is null."));
            lines = lines[(end + 1)..];
        }
        return files;
    }
}
