using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task A_run_of_another_process_is_followed_to_its_end_and_reported()
    {
        using var place = new Workplace(foldRounds: 1_000_000);
        using ToolProcess running = ToolProcess.Start(place.Run("store"));
        await place.LogHas("store", 2);
        string output = Path.Combine(place.Folder, "watched");
        ToolResult watched = await ToolProcess.Run("watch", "latest", "--store", Path.Combine(place.Folder, "store"), "--out", output);

        Assert.Equal(0, watched.ExitCode);
        Assert.Contains("fold: done, 5/5 items", watched.Errors);
        Assert.Contains(Path.Combine(output, "latest", "report.html").Replace("latest", Path.GetFileName(Directory.ResolveLinkTarget(Path.Combine(output, "latest"), true)!.FullName)), watched.Output);
        Assert.Equal(0, (await running.Ended()).ExitCode);
    }

    [Fact]
    public async Task A_failed_run_ends_the_watch_with_1_and_says_what_where_and_how_to_fix_it()
    {
        using var place = new Workplace();
        await ToolProcess.Run(place.Run("store", "hash.fail_at=2"));
        ToolResult watched = await ToolProcess.Run("watch", "latest", "--store", Path.Combine(place.Folder, "store"));
        Assert.Equal(1, watched.ExitCode);
        Assert.Contains("The shard is cursed.", watched.Errors);
        Assert.Empty(watched.Output);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_watch_with_130_and_the_run_goes_on()
    {
        using var place = new Workplace(foldRounds: 1_000_000);
        using ToolProcess running = ToolProcess.Start(place.Run("store"));
        await place.LogHas("store", 2);
        using ToolProcess watching = ToolProcess.Start("watch", "latest", "--store", Path.Combine(place.Folder, "store"));
        await place.LogHas("store", 10);
        watching.Interrupt();
        Assert.Equal(130, (await watching.Ended()).ExitCode);
        Assert.Equal(0, (await running.Ended()).ExitCode);
    }
}
