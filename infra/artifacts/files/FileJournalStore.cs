namespace Rampart.Artifacts.Files;

/// <summary>Segments as files <c>journal/&lt;segment&gt;</c>.</summary>
public sealed class FileJournalStore(StoreFolder folder) : IJournalStore
{
    /// <inheritdoc/>
    public Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder.Journal);
        return Task.FromResult<IJournalAppender>(new FileJournalAppender(folder.JournalSegment(segment)));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation)
    {
        var journal = new DirectoryInfo(folder.Journal);
        IEnumerable<JournalSegment> segments = journal.Exists
            ? journal.EnumerateFiles().Where(file => JournalSegment.IsName(file.Name)).Select(file => new JournalSegment(file.Name, file.Length, file.LastWriteTimeUtc))
            : [];
        return Task.FromResult<IReadOnlyList<JournalSegment>>([.. segments.OrderBy(segment => segment.Name, StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                folder.JournalSegment(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1) { Position = offset });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string segment, CancellationToken cancellation)
    {
        string path = folder.JournalSegment(segment);
        if (!File.Exists(path))
        {
            return Task.FromResult(true);
        }
        // Whoever writes a segment, or reads it, holds it locked together with others; it can be had alone when nobody does.
        using FileStream? alone = FileLock.TryTake(path);
        if (alone is not null)
        {
            File.Delete(path);
        }
        return Task.FromResult(alone is not null);
    }
}
