using System.Collections.Concurrent;
using Rampart.Artifacts.Formats;
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
        byte[] lines = RunLogLines.Format(entries, time.GetUtcNow(), events);
        log.SetLength(bytes); // drops a torn append
        log.Position = bytes;
        log.Write(lines);
        log.Flush(flushToDisk: !events.All(next => next is RunStarted or RunCompleted or ItemCompleted { Cached: true }));
        _known[runId] = (entries + events.Count, bytes + lines.Length);
        return true;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation)
    {
        var reader = new RunLogReader(folder.RunLog(runId));
        if (OpenToRead(runId) is { } log)
        {
            await using (log)
            {
                await reader.ReadAsync(log, cancellation);
            }
        }
        return reader.Entries;
    }

    /// <inheritdoc/>
    public async Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation)
    {
        if (OpenToRead(runId) is not { } log)
        {
            return null;
        }
        await using (log)
        {
            return (await FindEndAsync(log, cancellation)).Last;
        }
    }

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
        (RunLogEntry? last, long bytes) = await FindEndAsync(log, cancellation);
        return (last is null ? 0 : last.Sequence + 1, bytes);
    }

    static async Task<RunLogTail.End> FindEndAsync(FileStream log, CancellationToken cancellation)
    {
        long length = log.Length;
        return await RunLogTail.FindAsync(length, ReadFrom, log.Name) ?? default;

        async Task<byte[]?> ReadFrom(long offset)
        {
            byte[] bytes = new byte[length - offset];
            log.Position = offset;
            int read = await log.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            return bytes[..read];
        }
    }

    FileStream? OpenToRead(string runId)
    {
        try
        {
            return new FileStream(folder.RunLog(runId), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
