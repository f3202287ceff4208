using System.Text.RegularExpressions;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The commands of infra/docs/investigation.md, executed as they stand there on two runs that differ in one knob.</summary>
public sealed partial class TutorialTests
{
    static readonly string Document = Path.Combine(RepositoryFolder.Root, "infra", "docs", "investigation.md");

    [Fact]
    public async Task Every_command_of_the_tutorial_names_what_was_changed()
    {
        using var place = new Workplace();
        string[] runs = [await RunAsync(place), await RunAsync(place, "fare.optimizer.learning_rate=0.1")];

        string document = await File.ReadAllTextAsync(Document);
        // The document tells of two runs; their ids there stand for those of the two runs here.
        string[] told = [.. RunIds().Matches(document).Select(match => match.Value).Distinct()];
        Assert.Equal(runs.Length, told.Length);
        string[] commands = [.. Commands().Matches(document).Select(match => told.Zip(runs).Aggregate(match.Groups[1].Value, (text, id) => text.Replace(id.First, id.Second)))];
        Assert.Equal(["diff", "replay", "why"], commands.Select(command => command.Split(' ')[0]));
        foreach (string command in commands)
        {
            ToolResult result = await ToolProcess.RunTool(ToolProcess.Real, [.. command.Split(' '), "--store", Store(place)]);
            Assert.True(Cause().IsMatch(result.Output), $"{command}\n{result.Output}{result.Errors}");
            Assert.Equal(command.StartsWith("why", StringComparison.Ordinal) ? 0 : 1, result.ExitCode);
        }
    }

    static async Task<string> RunAsync(Workplace place, params string[] overrides)
    {
        string pipeline = Path.Combine(AppContext.BaseDirectory, "tutorial.yaml");
        ToolResult ended = await ToolProcess.RunTool(ToolProcess.Real, ["run", pipeline, .. overrides, "--store", Store(place), "--out", Path.Combine(place.Folder, "out")]);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return new DirectoryInfo(Path.Combine(place.Folder, "out", "latest")).LinkTarget!;
    }

    static string Store(Workplace place) => Path.Combine(place.Folder, "store");

    // With both values where two runs are compared, and with today's where only today's is looked at.
    [GeneratedRegex("optimizer\\.learning_rate(: 0\\.001 there, 0\\.1 here|: 0\\.1 there, 0\\.001 here|=0\\.1,)")]
    private static partial Regex Cause();

    [GeneratedRegex("nightly-[0-9a-f]{8}-[0-9]+")]
    private static partial Regex RunIds();

    [GeneratedRegex("^\\$ rampart (.*)$", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
