using System.Text.Json;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The whole chain with the real stages on real images, in seconds.</summary>
public sealed class RealPipelineTests
{
    static readonly string Pipeline = Path.Combine(AppContext.BaseDirectory, "tiny.yaml");

    [Fact]
    public async Task Every_artifact_is_the_same_from_scratch_whatever_the_concurrency_and_with_kills_in_between()
    {
        using var place = new Workplace();
        string[] Run(string store, int concurrency) =>
            ["run", Pipeline, "--store", Path.Combine(place.Folder, store), "--out", Path.Combine(place.Folder, store + "-out"), "--concurrency", $"{concurrency}"];

        ToolResult one = await ToolProcess.RunTool(ToolProcess.Real, Run("one", 1));
        Assert.True(one.ExitCode == 0, one.Errors);
        foreach (int lines in new[] { 4, 12, 20 })
        {
            using ToolProcess killed = ToolProcess.StartTool(ToolProcess.Real, Run("killed", 3));
            await place.LogHas("killed", lines);
            killed.Kill();
            await killed.Ended();
        }
        ToolResult resumed = await ToolProcess.RunTool(ToolProcess.Real, Run("killed", 3));
        Assert.True(resumed.ExitCode == 0, resumed.Errors);

        IReadOnlyList<string> artifacts = await place.Artifacts("one");
        Assert.NotEmpty(artifacts);
        Assert.Equal(artifacts, await place.Artifacts("killed"));
        CheckOutputs(Path.Combine(place.Folder, "one-out", "latest"));
        Assert.Equal(Bytes(place, "one-out"), Bytes(place, "killed-out"));
    }

    static byte[] Bytes(Workplace place, string output) => File.ReadAllBytes(Path.Combine(place.Folder, output, "latest", "model", "model.safetensors"));

    static void CheckOutputs(string folder)
    {
        foreach (string name in new[] { "report.html", "results.md", "junit.xml", Path.Combine("model", "config.json"), Path.Combine("model", "model.safetensors"), Path.Combine("model", "README.md") })
        {
            Assert.True(new FileInfo(Path.Combine(folder, name)).Length > 0, name);
        }
        string report = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.All(["clip: loss", "base: loss", "fare: loss", "adpo: loss", "adpo: reward margin"], curve => Assert.Contains(curve, report));
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "results.json")));
        Assert.Equal("tiny", results.RootElement.GetProperty("run").GetProperty("pipeline").GetString());
        JsonElement[] rows = [.. results.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["adpo", "base", "fare"], rows.Select(row => row.GetProperty("model").GetString()).Distinct().Order());
        Assert.Equal(["answer", "zero-shot"], rows.Select(row => row.GetProperty("task").GetString()).Distinct().Order());
        Assert.All(rows, row =>
        {
            Assert.InRange(row.GetProperty("value").GetDouble(), 0, 1);
            Assert.Equal(16, row.GetProperty("n").GetInt32());
            Assert.True(row.GetProperty("seconds").GetDouble() > 0, "seconds");
            Assert.Equal(row.GetProperty("attack").ValueKind == JsonValueKind.Null, row.GetProperty("epsilon").ValueKind == JsonValueKind.Null);
        });
    }
}
