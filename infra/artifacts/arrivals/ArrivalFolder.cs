using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rampart.Artifacts.Arrivals;

/// <summary>A folder in which files arrive, with the folders in it.</summary>
sealed class ArrivalFolder(string folder, string prefix) : IArrivals
{
    // Links are not followed: they could lead anywhere, or round in a circle.
    static readonly EnumerationOptions Files = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
    };

    public string Place { get; } = Path.TrimEndingDirectorySeparator(folder);

    public async IAsyncEnumerable<ArrivedFile> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var directory = new DirectoryInfo(Place);
        if (!directory.Exists)
        {
            throw new ArtifactException($"{Place}, where files should arrive, is no folder. Create it, or correct the path.");
        }
        foreach (FileInfo file in directory.EnumerateFiles("*", Files))
        {
            cancellation.ThrowIfCancellationRequested();
            string name = Path.GetRelativePath(Place, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (name.StartsWith(prefix, StringComparison.Ordinal) && !HiddenNames.Has(name) && Describe(file, name) is { } arrived)
            {
                yield return arrived;
            }
        }
        await Task.CompletedTask;
    }

    public Task<Stream> OpenAsync(string name, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(Path.Combine(Place, name));
        if (!path.StartsWith(Place + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArtifactException($"\"{name}\" is not a file below {Place}.");
        }
        try
        {
            return Task.FromResult<Stream>(File.OpenRead(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException($"{path}, which has arrived, can't be opened: {e.Message} Check whether it is still there, and its permissions.", e);
        }
    }

    // Null when it is gone meanwhile.
    static ArrivedFile? Describe(FileInfo file, string name)
    {
        try
        {
            string version = string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{file.LastWriteTimeUtc.Ticks}");
            return new ArrivedFile(name, version, file.Length, file.LastWriteTimeUtc, MayGrow: true);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
