namespace Rampart.Artifacts.Files;

/// <summary>An exclusive lock between processes: a file opened without sharing. It ends with the stream or with the process, whichever comes first.</summary>
static class FileLock
{
    /// <summary>The name of the file that stands for the lock on a folder.</summary>
    public const string Name = ".lock";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // Whoever holds a lock of the store appends one line or creates one folder; a minute means that something is wrong.
    const int Attempts = 12_000;

    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException e) when (IsHeldByOthers(e))
        {
            return null;
        }
    }

    public static FileStream Take(string path)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }
            Thread.Sleep(Pause);
        }
        throw new IOException($"{path} is held by another process for too long. Find the process that uses this store and end it.");
    }

    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }
            await Task.Delay(Pause, cancellation);
        }
        throw new IOException($"{path} is held by another process for too long. Find the process that uses this store and end it.");
    }

    // EWOULDBLOCK of flock on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION on Windows.
    static bool IsHeldByOthers(IOException e) => (e.HResult & 0xffff) is 11 or 35 or 32;
}
