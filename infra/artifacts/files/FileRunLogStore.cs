using System.Collections.Concurrent;
using Rampart.Contracts;

namespace Rampart.Artifacts.Files;

/// <summary>Run logs as files <c>runs/&lt;id&gt;/log</c>, one JSON record per line, written before the append counts.</summary>
/// <remarks>What was computed or decided is also flushed to the disk, against loss of power. A run's start, its end and its cache hits are not:
/// they follow from what stands in the result store, and a resumed run writes them again. A run of nothing but cache hits so never waits for a
/// busy disk.</remarks>
public sealed class FileRunLogStore(StoreFolder folder, TimeProvider time) : IRunLogStore
{
    // How many entries the first so many bytes of a log hold, so that appending does not read the whole log each time.
    readonly ConcurrentDictionary<string, (long Entries, long Bytes)> _known = new();

    /// <inheritdoc/>
    public async Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation)
    {
        string path = folder.RunLog(runId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using FileStream mutex = await FileLock.TakeAsync(path + ".lock", cancellation);
        await using var log = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);

        (long entries, long bytes) = await MeasureAsync(runId, log, cancellation);
        if (entries != expectedLength)
        {
            return false;
        }
        DateTimeOffset now = time.GetUtcNow();
        byte[] lines = [.. events.SelectMany((next, i) => RunLogLines.Format(new RunLogEntry(entries + i, now, next)))];
        log.SetLength(bytes); // drops a torn last line
        log.Position = bytes;
        log.Write(lines);
        log.Flush(flushToDisk: !events.All(next => next is RunStarted or RunCompleted or ItemCompleted { Cached: true }));
        _known[runId] = (entries + events.Count, bytes + lines.Length);
        return true;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation)
    {
        string path = folder.RunLog(runId);
        if (!File.Exists(path))
        {
            return [];
        }
        return RunLogLines.Parse(await ReadWholeAsync(path, cancellation), path).Entries;
    }

    /// <inheritdoc/>
    public async Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => (await ReadAsync(runId, cancellation)).LastOrDefault();

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        IEnumerable<string> ids = Directory.Exists(folder.Runs)
            ? Directory.EnumerateDirectories(folder.Runs).Select(path => Path.GetFileName(path)).Where(id => RunIds.IsValid(id) && File.Exists(folder.RunLog(id)))
            : [];
        return Task.FromResult<IReadOnlyList<string>>([.. ids.Order(StringComparer.Ordinal)]);
    }

    async Task<(long Entries, long Bytes)> MeasureAsync(string runId, FileStream log, CancellationToken cancellation)
    {
        if (_known.TryGetValue(runId, out var known) && known.Bytes == log.Length)
        {
            return known;
        }
        byte[] bytes = new byte[log.Length];
        await log.ReadExactlyAsync(bytes, cancellation);
        (IReadOnlyList<RunLogEntry> entries, long complete) = RunLogLines.Parse(bytes, log.Name);
        return (entries.Count, complete);
    }

    static async Task<byte[]> ReadWholeAsync(string path, CancellationToken cancellation)
    {
        await using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await log.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }
}
