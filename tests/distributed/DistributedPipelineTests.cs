using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Distributed.Tests;

/// <summary>The real stages, each in processes of its own.</summary>
public sealed class DistributedPipelineTests
{
    static readonly string Pipeline = Path.Combine(AppContext.BaseDirectory, "tiny.yaml");

    [Fact]
    public async Task The_model_has_the_same_digest_as_that_of_a_run_in_one_process()
    {
        using var place = new Workplace();
        await using Cluster cluster = await Cluster.StartAsync(
            ToolProcess.Real, "preprocessing", "mining", "mining", "pairing", "training", "training", "evaluation", "evaluation", "coordination");
        string output = Path.Combine(place.Folder, "distributed-out");
        ToolResult distributed = await cluster.RunAsync("submit", Pipeline, "--watch", "--out", output);
        Assert.True(distributed.ExitCode == 0, $"{distributed.Errors}\n{cluster.Tails}");

        ToolResult embedded = await ToolProcess.RunTool(
            ToolProcess.Real, "run", Pipeline, "--store", Path.Combine(place.Folder, "store"), "--out", Path.Combine(place.Folder, "embedded-out"));
        Assert.True(embedded.ExitCode == 0, embedded.Errors);
        Assert.Equal(Model(Path.Combine(place.Folder, "embedded-out")), Model(output));
        ToolResult shown = await cluster.RunAsync("show", "latest", "--json");
        Assert.Equal(await place.Artifacts("store"), Workplace.ArtifactsOf(shown.Output));
    }

    static byte[] Model(string output) => File.ReadAllBytes(Path.Combine(output, "latest", "model", "model.safetensors"));
}
