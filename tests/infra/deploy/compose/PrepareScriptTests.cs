using System.Diagnostics;
using Rampart.Testing;

namespace Rampart.Deploy.Tests;

/// <summary>prepare.sh, which writes what compose insists on.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class PrepareScriptTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-prepare-");

    string EnvFile => Path.Combine(_folder.FullName, ".env");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_writes_all_that_compose_insists_on()
    {
        IReadOnlyDictionary<string, string> written = Run();

        string[] wanted = [.. ComposeFile.Variables(DeployFiles.Real.Text(ComposeFile.Main)).Where(v => v.Otherwise is ['?', ..]).Select(v => v.Name).Distinct()];
        Assert.Superset(wanted.ToHashSet(), written.Keys.ToHashSet());
        Assert.Matches("^[0-9a-f]{40}(-dirty)?$", written["RAMPART_REVISION"]);
    }

    [Fact]
    public void Passwords_are_long_and_may_stand_in_a_uri_and_the_key_is_one_of_64_bytes()
    {
        IReadOnlyDictionary<string, string> written = Run();

        Assert.All(written.Where(entry => entry.Key.EndsWith("_PASSWORD", StringComparison.Ordinal)), entry => Assert.Matches("^[0-9a-z]{48}$", entry.Value));
        Assert.Equal(64, Convert.FromBase64String(written["RAMPART_STORAGE_KEY"]).Length);
    }

    [Fact]
    public void Secrets_stay_when_it_runs_again_and_no_two_folders_have_the_same()
    {
        IReadOnlyDictionary<string, string> first = Run();
        IReadOnlyDictionary<string, string> second = Run();
        File.Delete(EnvFile);
        IReadOnlyDictionary<string, string> elsewhere = Run();

        Assert.Equal(first, second);
        Assert.NotEqual(first["RAMPART_BUS_PASSWORD"], elsewhere["RAMPART_BUS_PASSWORD"]);
    }

    [Fact]
    public void Only_its_owner_can_read_the_file()
    {
        Run();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EnvFile));
    }

    Dictionary<string, string> Run()
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryFolder.Root, ComposeFile.Prepare))
        {
            RedirectStandardError = true,
            Environment = { ["RAMPART_ENV_FILE"] = EnvFile, ["RAMPART_OUT"] = Path.Combine(_folder.FullName, "out") },
        };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllLines(EnvFile).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
