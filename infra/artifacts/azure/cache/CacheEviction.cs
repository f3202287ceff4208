using System.IO.Enumeration;

namespace Rampart.Artifacts.Azure;

/// <summary>Keeps a folder of files within its capacity: the longest unused go first.</summary>
/// <remarks>
/// Looking through the folder takes long when it holds many files, so it is done once per sixteenth of the capacity that this process adds. An
/// eighth of the capacity stays free meanwhile, for that and for what other processes add.
/// </remarks>
sealed class CacheEviction(string folder, long capacity)
{
    readonly Lock _gate = new();
    readonly long _step = capacity / 16;
    readonly long _most = capacity - capacity / 8;
    long _untilLook;

    /// <summary>Whether a file of this size may be kept at all.</summary>
    public bool Fits(long size) => capacity > 0 && size <= _most;

    /// <summary>Deletes files, if needed, so that one of this size may be added.</summary>
    public void MakeRoom(long size)
    {
        lock (_gate)
        {
            _untilLook -= size;
            if (_untilLook > 0)
            {
                return;
            }
            Evict(size);
            _untilLook = _step;
        }
    }

    void Evict(long size)
    {
        List<Entry> entries = [.. Entries()];
        long total = size + entries.Sum(entry => entry.Size);
        if (total <= _most)
        {
            return;
        }
        foreach (Entry entry in entries.OrderBy(entry => entry.Used).TakeWhile(_ => total > _most - capacity / 8))
        {
            File.Delete(entry.Path);
            total -= entry.Size;
        }
    }

    FileSystemEnumerable<Entry> Entries() => new(
        folder,
        (ref FileSystemEntry entry) => new Entry(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
    };

    readonly record struct Entry(string Path, long Size, DateTimeOffset Used);
}
