using System.Buffers;
using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Artifacts.Formats;

/// <summary>The text form of a run log: JSON Lines.</summary>
static class RunLogLines
{
    public const byte LineFeed = (byte)'\n';

    /// <summary>The most that one append may write, in bytes: Azure's limit of a block, kept everywhere so that every store takes the same runs.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The lines of one append.</summary>
    /// <exception cref="ArtifactException">There is no event, or they are too long for one append.</exception>
    public static byte[] Format(long first, DateTimeOffset time, IReadOnlyList<RunEvent> events, string? append = null)
    {
        var lines = new ArrayBufferWriter<byte>();
        for (int i = 0; i < events.Count; i++)
        {
            var line = new RunLogLine(first + i, time, events[i], events.Count - 1 - i, append);
            lines.Write(JsonSerializer.SerializeToUtf8Bytes(line, StoreJson.Line));
            lines.Write([LineFeed]);
        }
        return lines.WrittenCount is > 0 and <= MostBytes
            ? lines.WrittenSpan.ToArray()
            : throw new ArtifactException(
                $"{events.Count} events of {lines.WrittenCount} bytes can't be appended at once: an append has at least one event and at most {MostBytes} bytes. "
                + "Append them in several steps.");
    }

    /// <summary>The line that these bytes are, without the line feed.</summary>
    /// <param name="bytes">The line.</param>
    /// <param name="sequence">The number that its entry must have; null when that is not known.</param>
    /// <param name="log">Names the log in messages.</param>
    /// <exception cref="ArtifactException">They are no such line.</exception>
    public static RunLogLine Parse(ReadOnlySequence<byte> bytes, long? sequence, string log)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            RunLogLine? line = JsonSerializer.Deserialize<RunLogLine>(ref reader, StoreJson.Line);
            return line is { Event: not null, Sequence: >= 0, More: >= 0 } && (sequence ?? line.Sequence) == line.Sequence
                ? line
                : throw Damaged($"it should be entry {sequence}.", sequence, log);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw Damaged(e.Message, sequence, log, e);
        }
    }

    /// <summary>Says that a log is damaged.</summary>
    public static ArtifactException Damaged(string why, long? sequence, string log, Exception? inner = null) =>
        new($"{log}{(sequence is null ? "" : $":{sequence + 1}")} is not a valid log entry: {why} "
            + "Delete the run's log and run the pipeline again: finished work is taken from the cache.", inner);
}
