using Rampart.Testing;

namespace Rampart.Browser.Tests;

/// <summary>The pages that the tool writes, from two real runs of the whole chain at tiny size, of which the second has another seed.</summary>
public sealed class WrittenPages : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-pages-").FullName;

    /// <summary>The report of a run.</summary>
    public const string Report = "report";

    /// <summary>A replay of a run.</summary>
    public const string Replay = "replay";

    /// <summary>What two runs differ in.</summary>
    public const string Difference = "difference";

    /// <summary>Where a page is.</summary>
    public Uri this[string page] => new(page == Report ? Path.Combine(_folder, "out", "latest", "report.html") : Path.Combine(_folder, $"{page}.html"));

    public async Task InitializeAsync()
    {
        string[] first = await RunAsync("seed=5"), second = await RunAsync("seed=6");
        await ToolAsync("replay", second[0], "--html", Path.Combine(_folder, "replay.html"));
        await ToolAsync("diff", first[0], second[0], "--html", Path.Combine(_folder, "difference.html"));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    async Task<string[]> RunAsync(string seed)
    {
        await ToolAsync("run", Path.Combine(AppContext.BaseDirectory, "tiny.yaml"), seed, "--out", Path.Combine(_folder, "out"));
        return [Path.GetFileName(Path.GetFullPath(new DirectoryInfo(Path.Combine(_folder, "out", "latest")).ResolveLinkTarget(returnFinalTarget: true)!.FullName))];
    }

    async Task ToolAsync(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunTool(ToolProcess.Real, [.. arguments, "--store", Path.Combine(_folder, "store")]);
        Assert.True(File.Exists(Path.Combine(_folder, "out", "latest", "report.html")) && result.ExitCode is 0 or 1, result.Errors);
    }
}
