using System.Buffers;
using Rampart.Contracts;

namespace Rampart.Artifacts.Formats;

/// <summary>Finds the last entry of a log, however long the log is, from its end.</summary>
static class RunLogTail
{
    const int FirstWindow = 1 << 14;

    // The last complete append's last line, and behind it another append that was torn just before its end.
    const int LargestWindow = 2 * RunLogLines.MostBytes;

    /// <summary>The end of a log.</summary>
    /// <param name="Last">The last entry; null when there is none.</param>
    /// <param name="Bytes">Where the complete appends end.</param>
    public readonly record struct End(RunLogEntry? Last, long Bytes);

    /// <summary>Finds the last entry of the last complete append.</summary>
    /// <param name="length">The log's length in bytes.</param>
    /// <param name="read">Reads the bytes from an offset to the end; null when the log has changed meanwhile.</param>
    /// <param name="log">Names the log in messages.</param>
    /// <returns>The end; null when the log has changed meanwhile.</returns>
    /// <exception cref="ArtifactException">The log does not end as a log ends.</exception>
    public static async Task<End?> FindAsync(long length, Func<long, Task<byte[]?>> read, string log)
    {
        for (long window = FirstWindow; ; window *= 4)
        {
            long start = Math.Max(0, length - Math.Min(window, LargestWindow));
            if (await read(start) is not { } bytes)
            {
                return null;
            }
            if (start == 0)
            {
                return LastLine(bytes, start, log) ?? default(End);
            }
            if (LastLine(bytes, start, log) is { } end)
            {
                return end;
            }
            if (window >= LargestWindow)
            {
                throw RunLogLines.Damaged($"the last {LargestWindow} bytes hold no complete append.", null, log);
            }
        }
    }

    static End? LastLine(byte[] bytes, long start, string log)
    {
        // The first piece belongs to a line that began before the window, unless the window is the whole log.
        int first = start == 0 ? 0 : Array.IndexOf(bytes, RunLogLines.LineFeed) + 1;
        int end = Array.LastIndexOf(bytes, RunLogLines.LineFeed);
        while (end >= first)
        {
            int begin = first + bytes.AsSpan(first, end - first).LastIndexOf(RunLogLines.LineFeed) + 1;
            RunLogLine line = RunLogLines.Parse(new ReadOnlySequence<byte>(bytes, begin, end - begin), null, log);
            if (line.More == 0)
            {
                return new End(line.Entry, start + end + 1);
            }
            end = begin - 1;
        }
        return null;
    }
}
