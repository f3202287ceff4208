using System.Text.Json;

namespace Rampart.Stages;

/// <summary>One JSON record per line, UTF-8, each line ended by a line feed.</summary>
public static class JsonLines
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaxLine = 1 << 20;

    /// <summary>Writes records, one per line.</summary>
    public static void Write<T>(Stream stream, IEnumerable<T> records)
    {
        foreach (T record in records)
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(record, StageJson.Options));
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads records.</summary>
    /// <param name="lines">UTF-8 JSON, one record per line.</param>
    /// <param name="where">How errors name it.</param>
    /// <exception cref="StageException">A line is no such record or too long; the message names the line.</exception>
    public static IReadOnlyList<T> Read<T>(ReadOnlyMemory<byte> lines, string where)
    {
        var records = new List<T>();
        while (!lines.IsEmpty)
        {
            int end = lines.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            string place = $"{where}, line {records.Count + 1}";
            if (line.Length > MaxLine)
            {
                throw new StageException(
                    $"The line has {line.Length} bytes, over the limit of {MaxLine}.", place, "Run the stage that wrote it again.");
            }

            records.Add(StageJson.Read<T>(line, place));
        }

        return records;
    }
}
