using System.Globalization;

namespace Rampart.Artifacts.Files;

/// <summary>
/// The temporary files of one process: a folder of its own whose lock file is held open as long as the process lives. The operating
/// system releases the lock however the process ends, so a folder whose lock can be had belongs to nobody and is swept.
/// </summary>
sealed class TemporaryFiles : IDisposable
{
    const string LockName = "lock";

    // A name is used once in a process, so that whoever remembers a folder that is gone never finds somebody else's there.
    static long s_names;
    readonly string _folder;
    readonly FileStream _lock;
    long _count;

    TemporaryFiles(string folder, FileStream @lock) => (_folder, _lock) = (folder, @lock);

    /// <summary>The folder of this process.</summary>
    public string Folder => _folder;

    public static TemporaryFiles Open(string root)
    {
        Directory.CreateDirectory(root);

        // Held while folders appear and vanish: between creating a lock file and locking it, a sweep would take it for abandoned.
        using FileStream gate = FileLock.Take(Path.Combine(root, LockName));
        Sweep(root);
        string folder = FreeName(root);
        Directory.CreateDirectory(folder);
        return new TemporaryFiles(folder, FileLock.TryTake(Path.Combine(folder, LockName))
            ?? throw new IOException($"{folder} is locked by another process."));
    }

    public FileStream Create()
    {
        string name = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        return new FileStream(Path.Combine(_folder, name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
    }

    public void Dispose()
    {
        if (!Directory.Exists(_folder))
        {
            _lock.Dispose();
            return;
        }
        // Under the gate: between giving up the lock and deleting the folder, a sweep would delete it as well.
        using FileStream gate = FileLock.Take(Path.Combine(Path.GetDirectoryName(_folder)!, LockName));
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static void Sweep(string root)
    {
        foreach (string folder in Directory.GetDirectories(root))
        {
            using FileStream? abandoned = FileLock.TryTake(Path.Combine(folder, LockName));
            if (abandoned is not null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    static string FreeName(string root)
    {
        while (true)
        {
            long n = Interlocked.Increment(ref s_names);
            string name = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{n}"));
            if (!Directory.Exists(name))
            {
                return name;
            }
        }
    }
}
