namespace Rampart.Artifacts.Files;

/// <summary>
/// Files that exist while somebody holds them locked. They are created, locked and deleted under the folder's lock: otherwise somebody could
/// lock a file that was just deleted, while somebody else creates and locks a new one of the same name.
/// </summary>
static class ClaimFiles
{
    /// <summary>Creates and locks the file; null when somebody else holds it.</summary>
    public static async Task<FileStream?> TryTakeAsync(string path, CancellationToken cancellation)
    {
        await using FileStream gate = await FileLock.TakeAsync(Gate(path), cancellation);
        return FileLock.TryTake(path);
    }

    /// <summary>Gives up the file and deletes it.</summary>
    public static async Task ReleaseAsync(FileStream held)
    {
        await using FileStream gate = await FileLock.TakeAsync(Gate(held.Name), CancellationToken.None);
        File.Delete(held.Name);
        await held.DisposeAsync();
    }

    /// <summary>Deletes what processes left that died holding it.</summary>
    public static void Sweep(string folder)
    {
        Directory.CreateDirectory(folder);
        string gatePath = Path.Combine(folder, FileLock.Name);
        using FileStream gate = FileLock.Take(gatePath);
        foreach (string path in Directory.GetFiles(folder).Where(path => path != gatePath))
        {
            using FileStream? abandoned = FileLock.TryTake(path);
            if (abandoned is not null)
            {
                File.Delete(path);
            }
        }
    }

    static string Gate(string path) => Path.Combine(Path.GetDirectoryName(path)!, FileLock.Name);
}
