using System.Text.Json;
using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Distributed.Tests;

/// <summary>The real stages, each in processes of its own.</summary>
public sealed class DistributedPipelineTests
{
    static readonly string Pipeline = Path.Combine(AppContext.BaseDirectory, "tiny.yaml");

    [Fact]
    public async Task The_model_has_the_same_digest_as_that_of_a_run_in_one_process_and_every_result_is_verified_by_others_where_there_are_any()
    {
        using var place = new Workplace();
        await using Cluster cluster = await Cluster.StartAsync(
            ToolProcess.Real, "preprocessing", "mining", "mining", "pairing", "training", "training", "evaluation", "evaluation", "coordination");
        string output = Path.Combine(place.Folder, "distributed-out");
        ToolResult distributed = await cluster.RunAsync("submit", Pipeline, "verify_share=1", "--watch", "--out", output);
        Assert.True(distributed.ExitCode == 0, $"{distributed.Errors}\n{cluster.Tails}");

        ToolResult embedded = await ToolProcess.RunTool(
            ToolProcess.Real, "run", Pipeline, "verify_share=1", "--store", Path.Combine(place.Folder, "store"), "--out", Path.Combine(place.Folder, "embedded-out"));
        Assert.True(embedded.ExitCode == 0, embedded.Errors);
        Assert.Equal(Model(Path.Combine(place.Folder, "embedded-out")), Model(output));
        ToolResult shown = await cluster.RunAsync("show", "latest", "--json");
        Assert.Equal(await place.Artifacts("store"), Workplace.ArtifactsOf(shown.Output));
        AssertVerified(shown.Output);
    }

    static void AssertVerified(string shownJson)
    {
        using JsonDocument shown = JsonDocument.Parse(shownJson);
        JsonElement[] verified = [.. shown.RootElement.GetProperty("verified").EnumerateArray()];
        Assert.Equal(shown.RootElement.GetProperty("items").GetArrayLength(), verified.Length);
        Assert.All(verified, item => Assert.Equal("identical", item.GetProperty("verdict").GetString()));
        foreach (IGrouping<string, bool> service in verified.GroupBy(ServiceOf, IsByItself))
        {
            // Where nobody else takes an item for about a minute, its own worker verifies it; but not all of them.
            Assert.Equal(service.Key is "preprocessing" or "pairing", service.All(byItself => byItself));
        }
    }

    static bool IsByItself(JsonElement item) => item.GetProperty("computed_by").GetString() == item.GetProperty("verified_by").GetString();

    static string ServiceOf(JsonElement item) => item.GetProperty("stage").GetString()! switch
    {
        "images" => "preprocessing",
        "evaluation" => "evaluation",
        var stage when stage.EndsWith("/mine", StringComparison.Ordinal) => "mining",
        var stage when stage.EndsWith("/pair", StringComparison.Ordinal) => "pairing",
        _ => "training",
    };

    static byte[] Model(string output) => File.ReadAllBytes(Path.Combine(output, "latest", "model", "model.safetensors"));
}
