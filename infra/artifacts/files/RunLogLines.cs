using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Artifacts.Files;

/// <summary>The text form of a run log.</summary>
static class RunLogLines
{
    const byte LineFeed = (byte)'\n';

    public static byte[] Format(RunLogEntry entry) => [.. JsonSerializer.SerializeToUtf8Bytes(entry, StoreJson.Line), LineFeed];

    /// <summary>The entries of all complete lines, and how many bytes those lines have. What follows the last line feed was never acknowledged.</summary>
    /// <exception cref="ArtifactException">A complete line is not the entry that belongs there.</exception>
    public static (IReadOnlyList<RunLogEntry> Entries, long Bytes) Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var entries = new List<RunLogEntry>();
        int start = 0;
        while (bytes[start..].IndexOf(LineFeed) is >= 0 and int length)
        {
            entries.Add(Entry(bytes.Slice(start, length), entries.Count, path));
            start += length + 1;
        }
        return (entries, start);
    }

    static RunLogEntry Entry(ReadOnlySpan<byte> line, int index, string path)
    {
        try
        {
            RunLogEntry? entry = JsonSerializer.Deserialize<RunLogEntry>(line, StoreJson.Line);
            return entry is { Event: not null } && entry.Sequence == index ? entry : throw Damaged($"it should be entry {index}", index, path, null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Damaged(e.Message, index, path, e);
        }
    }

    static ArtifactException Damaged(string why, int index, string path, Exception? inner) =>
        new($"{path}:{index + 1} is not a valid log entry: {why} Delete the run's folder and run the pipeline again: finished work is taken from the cache.", inner);
}
