using Rampart.Testing;

namespace Rampart.Bundle.Tests;

/// <summary>The bundle, built once for all tests.</summary>
public sealed class BuiltBundle : IAsyncLifetime
{
    /// <summary>A folder of the tests' own, outside the checkout.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("rampart-bundle-").FullName;

    /// <summary>The file.</summary>
    public string File => Path.Combine(Folder, "rampart.tar.gz");

    /// <summary>Unpacks it into a folder of that name.</summary>
    /// <returns>The bundle's own folder in it.</returns>
    public async Task<string> UnpackAsync(string name)
    {
        string target = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        ShellResult unpacked = await Shell.RunAsync("tar", "xzf", File, "-C", target);
        Assert.True(unpacked.ExitCode == 0, unpacked.Errors);
        return Path.Combine(target, "rampart");
    }

    public async Task InitializeAsync()
    {
        ShellResult built = await Shell.RunAsync("bash", Path.Combine(RepositoryFolder.Root, "infra", "bundle.sh"), File);
        Assert.True(built.ExitCode == 0, built.Errors);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}
