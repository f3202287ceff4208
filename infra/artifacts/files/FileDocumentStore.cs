namespace Rampart.Artifacts.Files;

/// <summary>Documents as files, named below the store's folder as they are named here.</summary>
public sealed class FileDocumentStore(StoreFolder folder) : IDocumentStore
{
    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        string path = folder.Document(name);
        DocumentNames.CheckLength(name, content.Length);
        if (File.Exists(path))
        {
            return false;
        }
        await using FileStream temporary = folder.CreateTemporary();
        try
        {
            await temporary.WriteAsync(content, cancellation);
            temporary.Flush(flushToDisk: true);

            // Moving without overwriting is a check and a rename, between which another writer fits: so the check is made under a lock.
            string place = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(place);
            await using FileStream mutex = await FileLock.TakeAsync(Path.Combine(place, FileLock.Name), cancellation);
            if (File.Exists(path))
            {
                return false;
            }
            File.Move(temporary.Name, path);
            return true;
        }
        finally
        {
            File.Delete(temporary.Name);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> FindAsync(string name, CancellationToken cancellation)
    {
        var file = new FileInfo(folder.Document(name));
        try
        {
            if (!file.Exists)
            {
                return null;
            }
            DocumentNames.CheckLength(name, (int)Math.Min(file.Length, int.MaxValue));
            return await File.ReadAllBytesAsync(file.FullName, cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string above, CancellationToken cancellation)
    {
        string place = folder.Document($"{above}/x")[..^2];
        IEnumerable<string> names = Directory.Exists(place)
            ? Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder.Root, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(DocumentNames.IsValid)
            : [];
        return Task.FromResult<IReadOnlyList<string>>([.. names.Order(StringComparer.Ordinal)]);
    }
}
