using System.Buffers;
using System.IO.Pipelines;
using Rampart.Contracts;

namespace Rampart.Artifacts.Formats;

/// <summary>Reads a run's log from its beginning, a line at a time, in one or several pieces.</summary>
/// <param name="log">Names the log in messages.</param>
sealed class RunLogReader(string log)
{
    readonly List<RunLogEntry> _entries = [];
    readonly List<RunLogEntry> _append = [];

    /// <summary>The entries of all complete appends so far.</summary>
    public IReadOnlyList<RunLogEntry> Entries => _entries;

    /// <summary>Reads the next piece. What it ends with, if not a complete append, is no entry.</summary>
    /// <exception cref="ArtifactException">A complete line is not the entry that belongs there.</exception>
    public async Task ReadAsync(Stream piece, CancellationToken cancellation)
    {
        _append.Clear();
        PipeReader reader = PipeReader.Create(piece, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        ReadResult result;
        do
        {
            result = await reader.ReadAsync(cancellation);
            ReadOnlySequence<byte> rest = TakeLines(result.Buffer);
            if (rest.Length > RunLogLines.MostBytes)
            {
                throw RunLogLines.Damaged($"it is longer than {RunLogLines.MostBytes} bytes.", NextSequence, log);
            }
            reader.AdvanceTo(rest.Start, rest.End);
        }
        while (!result.IsCompleted);
        await reader.CompleteAsync();
    }

    long NextSequence => _entries.Count + _append.Count;

    ReadOnlySequence<byte> TakeLines(ReadOnlySequence<byte> bytes)
    {
        while (bytes.PositionOf(RunLogLines.LineFeed) is { } end)
        {
            RunLogLine line = RunLogLines.Parse(bytes.Slice(0, end), NextSequence, log);
            _append.Add(line.Entry);
            if (line.More == 0)
            {
                _entries.AddRange(_append);
                _append.Clear();
            }
            bytes = bytes.Slice(bytes.GetPosition(1, end));
        }
        return bytes;
    }
}
