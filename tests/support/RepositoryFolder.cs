namespace Rampart.Testing;

/// <summary>Where the checkout is, for tests that read its files or start its scripts.</summary>
public static class RepositoryFolder
{
    /// <summary>The root of the checkout that the running tests were built in.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }
        return folder.FullName;
    }
}
