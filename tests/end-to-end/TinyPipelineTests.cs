using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The whole tool in processes of its own, with stages that take no time.</summary>
public sealed class TinyPipelineTests
{
    const int Items = 4 + 4 + 5;

    [Fact]
    public async Task Every_artifact_is_the_same_whatever_the_concurrency_and_with_a_kill_in_between()
    {
        // Long enough that the kill comes before the end: about a second of work is left after the last log line that is waited for.
        using var place = new Workplace(hashRounds: 200_000, foldRounds: 1_000_000);
        Assert.Equal(0, (await ToolProcess.Run(place.Run("one", "--concurrency", "1"))).ExitCode);
        Assert.Equal(0, (await ToolProcess.Run(place.Run("three", "--concurrency", "3"))).ExitCode);
        for (int lines = 2; lines < Items; lines += 4)
        {
            using ToolProcess killed = ToolProcess.Start(place.Run("killed", "--concurrency", "2"));
            await place.LogHas("killed", lines);
            killed.Kill();
            await killed.Ended();
        }
        ToolResult resumed = await ToolProcess.Run(place.Run("killed", "--concurrency", "2"));

        Assert.Equal(0, resumed.ExitCode);
        IReadOnlyList<string> artifacts = await place.Artifacts("one");
        Assert.Equal(Items, artifacts.Count);
        Assert.Equal(artifacts, await place.Artifacts("three"));
        Assert.Equal(artifacts, await place.Artifacts("killed"));
        Assert.Single(Directory.GetDirectories(Path.Combine(place.Folder, "killed", "runs")));
    }

    [Fact]
    public async Task A_second_run_of_the_same_file_takes_everything_from_the_cache()
    {
        using var place = new Workplace();
        await ToolProcess.Run(place.Run("store"));
        ToolResult second = await ToolProcess.Run(place.Run("store"));
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(Items, await place.CachedItems("store"));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(place.Folder, "store", "runs")).Length);
        Assert.True(File.Exists(Path.Combine(place.Folder, "store-out", "latest", "report.html")));
    }

    [Fact]
    public async Task A_changed_knob_redoes_only_what_depends_on_it()
    {
        using var place = new Workplace();
        await ToolProcess.Run(place.Run("store"));
        Assert.Equal(0, (await ToolProcess.Run(place.Run("store", "fold.segments=6"))).ExitCode);
        Assert.Equal(Items, await place.CachedItems("store"));
        Assert.Equal(0, (await ToolProcess.Run(place.Run("store", "hash.rounds=7"))).ExitCode);
        Assert.Equal(4, await place.CachedItems("store"));
    }

    [Fact]
    public async Task Ctrl_C_ends_promptly_with_130_and_the_next_run_goes_on()
    {
        using var place = new Workplace(foldRounds: 1_000_000);
        using ToolProcess interrupted = ToolProcess.Start(place.Run("store"));
        await place.LogHas("store", 10);
        interrupted.Interrupt();
        ToolResult ended = await interrupted.Ended();
        Assert.Equal(130, ended.ExitCode);
        Assert.Contains("interrupted", ended.Errors);

        ToolResult resumed = await ToolProcess.Run(place.Run("store"));
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("goes on", resumed.Errors);
    }

    [Fact]
    public async Task A_stage_that_fails_ends_with_1_and_says_what_where_and_how_to_fix_it()
    {
        using var place = new Workplace();
        ToolResult failed = await ToolProcess.Run(place.Run("store", "hash.fail_at=2"));
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("The shard is cursed.", failed.Errors);
        Assert.Contains("shard 2, byte 7", failed.Errors);
        Assert.Contains("Lift the curse", failed.Errors);
        Assert.DoesNotContain("   at ", failed.Errors);

        Assert.Equal(0, (await ToolProcess.Run(place.Run("store"))).ExitCode);
    }

    [Fact]
    public async Task An_invalid_pipeline_ends_with_2_and_names_line_and_column()
    {
        using var place = new Workplace();
        File.WriteAllText(place.Pipeline, File.ReadAllText(place.Pipeline).Replace("    shards: 4", "    shard: 4"));
        foreach (string[] command in new[] { place.Run("store"), ["validate", place.Pipeline] })
        {
            ToolResult refused = await ToolProcess.Run(command);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains($"{place.Pipeline}:8:5", refused.Errors);
            Assert.Contains("\"shards\"", refused.Errors);
            Assert.DoesNotContain("   at ", refused.Errors);
        }
    }

    [Theory]
    [InlineData("run")]
    [InlineData("walk")]
    [InlineData("run", "pipeline.yaml", "--concurrency", "many")]
    [InlineData("run", "/no/such/file.yaml")]
    [InlineData("show", "no-such-run")]
    [InlineData("show", "../../etc")]
    [InlineData("report", "latest")]
    public async Task A_wrong_command_line_ends_with_2_and_no_stack_trace(params string[] arguments)
    {
        using var place = new Workplace();
        ToolResult refused = await ToolProcess.Run(arguments is ["show" or "report", ..] ? [.. arguments, "--store", place.Folder] : arguments);
        Assert.Equal(2, refused.ExitCode);
        Assert.NotEmpty(refused.Errors);
        Assert.DoesNotContain("   at ", refused.Errors);
    }

    [Fact]
    public async Task A_missing_source_ends_with_3_and_names_it()
    {
        using var place = new Workplace();
        File.Delete(place.Source);
        ToolResult refused = await ToolProcess.Run(place.Run("store"));
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(place.Source, refused.Errors);
        Assert.DoesNotContain("   at ", refused.Errors);
    }

    [Fact]
    public async Task A_damaged_artifact_is_made_again_by_the_next_run()
    {
        using var place = new Workplace();
        await ToolProcess.Run(place.Run("store"));
        IReadOnlyList<string> before = await place.Artifacts("store");
        string hashed = before.First(line => line.StartsWith("hash ", StringComparison.Ordinal)).Split(' ')[^1];
        File.WriteAllText(Path.Combine(place.Folder, "store", "blobs", "sha256", hashed[..2], hashed), "damaged");

        Assert.Equal(0, (await ToolProcess.Run(place.Run("store"))).ExitCode);
        Assert.Equal(before, await place.Artifacts("store"));
        Assert.Equal(Items - 1, await place.CachedItems("store"));
    }
}
