using Rampart.Artifacts.Files;

namespace Rampart.Artifacts.Azure;

/// <summary>The folder of this machine in which blobs are kept and what is to be uploaded is gathered. It is created by its first use.</summary>
sealed class LocalFolder : IDisposable
{
    readonly Lock _gate = new();
    TemporaryFiles? _temporary;

    /// <param name="folder">The folder; null for one of this user below the system's temporary folder.</param>
    public LocalFolder(string? folder) =>
        Root = Path.GetFullPath(string.IsNullOrWhiteSpace(folder) ? Path.Combine(Path.GetTempPath(), $"rampart-cache-{Environment.UserName}") : folder);

    public string Root { get; }

    /// <summary>Creates an empty temporary file.</summary>
    /// <exception cref="ArtifactException">The folder can't be created or written to.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public FileStream CreateTemporary()
    {
        lock (_gate)
        {
            try
            {
                _temporary ??= Open();
            }
            catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException failed && !IsFull(failed)))
            {
                throw new ArtifactException(
                    $"The folder {Root} can't be used: {e.Message} Name a folder of this machine that this process may write to "
                    + "(Rampart__Azure__CacheFolder).",
                    e);
            }
        }
        return _temporary.Create();
    }

    public void Dispose() => _temporary?.Dispose();

    // A full disk passes, so it stays what it is. ENOSPC on Linux and macOS, ERROR_DISK_FULL on Windows.
    static bool IsFull(IOException e) => (e.HResult & 0xffff) is 28 or 112;

    TemporaryFiles Open()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            // What is stored is nobody else's business.
            Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return TemporaryFiles.Open(Path.Combine(Root, "tmp"));
    }
}
