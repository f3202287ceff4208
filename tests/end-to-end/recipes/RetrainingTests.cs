using System.Text.Json;
using Rampart.Pipeline;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>What a retraining does again, and what it takes from the run before.</summary>
public sealed class RetrainingTests : IDisposable
{
    static readonly string Recipe = Path.Combine(RepositoryFolder.Root, "services", "training", "recipes", "retraining.yaml");
    readonly Workplace _place = new();

    string Arrivals => Directory.CreateDirectory(Path.Combine(_place.Folder, "arrivals")).FullName;

    string Store => Path.Combine(_place.Folder, "store");

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Only_what_has_arrived_since_is_preprocessed_and_mined_and_what_is_bad_is_listed()
    {
        DeliveredShards.Deliver(Arrivals, "monday", 52_000, 64);
        await Run();
        DeliveredShards.Deliver(Arrivals, "tuesday", 53_000, 32);
        DeliveredShards.Deliver(Arrivals, "half", 54_000, 32, labels: false);
        await Run();

        ILookup<string, bool> cached = await Cached();
        Assert.Equal([true], cached["arrivals/inspection-monday"]);
        Assert.Equal([false], cached["arrivals/inspection-tuesday"]);
        Assert.All(cached.Where(item => item.Key.Split('/')[0] is "images" or "clip" or "base"), item => Assert.All(item, Assert.True));
        Assert.Equal([true], cached["mine/shard-new-monday"]);
        Assert.Equal([false], cached["mine/shard-new-tuesday"]);
        Assert.Equal([true], cached["pair/shard-old-0000"]);

        using JsonDocument quarantine = JsonDocument.Parse((await Tool("quarantine", "latest", "--json", "--reason", "incomplete")).Output);
        JsonElement entry = Assert.Single(quarantine.RootElement[0].GetProperty("entries").EnumerateArray().ToArray());
        Assert.Equal("half", entry.GetProperty("shard").GetString());
        Assert.Equal(3, quarantine.RootElement[0].GetProperty("admission").GetProperty("shards").GetInt32());
        Assert.Contains("half", (await Tool("quarantine", "latest")).Output, StringComparison.Ordinal);
    }

    // No model is that good, so none is promoted, and the second run is about the same model as the first.
    async Task Run()
    {
        PipelineDefinition recipe = RecipeTests.Reader.ReadFile(Recipe, []);
        ToolResult run = await Tool(
            ["run", Recipe, .. TinyRecipe.Overrides(recipe, Arrivals), "evaluation.gates=[{ model: retrained, task: answer, at_least: 1 }]", "--out", Path.Combine(_place.Folder, "out")]);
        Assert.True(run.ExitCode == 1, run.Errors);
    }

    async Task<ILookup<string, bool>> Cached()
    {
        using JsonDocument shown = JsonDocument.Parse((await Tool("show", "latest", "--json")).Output);
        return shown.RootElement.GetProperty("items").EnumerateArray()
            .ToLookup(item => $"{item.GetProperty("stage").GetString()}/{item.GetProperty("item").GetString()}", item => item.GetProperty("cached").GetBoolean());
    }

    Task<ToolResult> Tool(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Real, [.. arguments, "--store", Store]);
}
