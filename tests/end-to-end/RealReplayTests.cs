using System.Text.Json;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The whole chain with the real stages, journaled by one process and replayed by another.</summary>
public sealed class RealReplayTests
{
    static readonly string Pipeline = Path.Combine(AppContext.BaseDirectory, "tiny.yaml");

    [Fact]
    public async Task Everything_that_one_process_did_is_identical_when_another_replays_it_and_a_changed_knob_shows_in_the_figures()
    {
        using var place = new Workplace();
        string store = Path.Combine(place.Folder, "store");
        ToolResult run = await ToolProcess.RunTool(ToolProcess.Real, "run", Pipeline, "--store", store, "--out", Path.Combine(place.Folder, "out"));
        Assert.True(run.ExitCode == 0, run.Errors);

        ToolResult replayed = await ToolProcess.RunTool(ToolProcess.Real, "replay", "latest", "--store", store, "--json");
        Assert.True(replayed.ExitCode == 0, replayed.Output + replayed.Errors);
        JsonElement report = JsonDocument.Parse(replayed.Output).RootElement;
        JsonElement[] items = [.. report.GetProperty("items").EnumerateArray()];
        Assert.Equal(items.Length, report.GetProperty("executions").GetInt32());
        Assert.All(items, item => Assert.Equal(("identical", "journal"), (item.GetProperty("verdict").GetString(), item.GetProperty("source").GetString())));

        ToolResult changed = await ToolProcess.RunTool(ToolProcess.Real, "replay", "latest", "--store", store, "--set", "fare.optimizer.learning_rate=0.01", "--json");
        Assert.True(changed.ExitCode == 1, changed.Output + changed.Errors);
        JsonElement whatIf = JsonDocument.Parse(changed.Output).RootElement;
        Assert.InRange(whatIf.GetProperty("executions").GetInt32(), 1, items.Length - 1);
        Assert.Contains(
            whatIf.GetProperty("what_if").GetProperty("metrics").EnumerateArray(),
            metric => metric.GetProperty("row").GetProperty("model").GetString() == "fare" && metric.GetProperty("before").ValueKind == JsonValueKind.Number);
        JsonElement segment = whatIf.GetProperty("items").EnumerateArray().First(item => item.GetProperty("stage").GetString() == "fare");
        Assert.Equal(1, segment.GetProperty("first_step").GetProperty("step").GetInt64());
        Assert.NotNull(segment.GetProperty("first_step").GetProperty("parameter").GetString());
    }
}
