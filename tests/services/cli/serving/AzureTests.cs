using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class AzureTests
{
    [Fact]
    public async Task Everything_works_on_a_container_as_it_does_on_a_folder()
    {
        using var place = new Workplace();
        await using AzuriteServer blobs = await AzuriteServer.StartAsync();
        var environment = new Dictionary<string, string>
        {
            ["Rampart__Store"] = blobs.Container("rampart"),
            ["Rampart__Azure__ConnectionString"] = blobs.ConnectionString,
            ["Rampart__Azure__CacheFolder"] = Path.Combine(place.Folder, "cache"),
            ["Rampart__Log__Folder"] = Path.Combine(place.Folder, "logs"),
            ["Rampart__Bus__Uri"] = (await RabbitMqServer.Shared).TakeVirtualHost().ToString(),
            ["Rampart__Http__Port"] = "0",
        };
        Task<ToolResult> Run(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Tiny, environment, arguments);
        ToolResult check = await Run("check");
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.Equal(8, check.Output.Split('\n').Count(line => line.StartsWith('✔')));

        using var all = new ServedProcess(environment, "all");
        ToolResult watched = await Run("submit", place.Pipeline, "--watch", "--out", Path.Combine(place.Folder, "out"));
        Assert.True(watched.ExitCode == 0, $"{watched.Errors}\n{string.Join('\n', all.Lines)}");
        Assert.Equal(0, await all.StopAsync());
        Assert.DoesNotContain(all.Lines, line => line.Contains("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", StringComparison.Ordinal));

        JsonElement run = Assert.Single(JsonDocument.Parse((await Run("runs", "--json")).Output).RootElement.EnumerateArray());
        Assert.Equal("completed", run.GetProperty("state").GetString());
        Assert.Equal(0, (await Run("report", "latest", "--out", Path.Combine(place.Folder, "again"))).ExitCode);
        await ToolProcess.Run(place.Run("alone"));
        Assert.Equal(await place.Artifacts("alone"), Workplace.ArtifactsOf((await Run("show", "latest", "--json")).Output));

        // `run` needs no broker, and finds the container's results.
        ToolResult again = await Run("run", place.Pipeline, "--out", Path.Combine(place.Folder, "out"));
        Assert.Equal(0, again.ExitCode);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(place.Folder, "logs")));
    }

    [Fact]
    public async Task A_blob_server_that_is_not_there_ends_with_3_and_is_named()
    {
        var environment = new Dictionary<string, string>
        {
            ["Rampart__Store"] = "http://127.0.0.1:1/devstoreaccount1/rampart",
            ["Rampart__Azure__ConnectionString"] = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1",
        };
        ToolResult runs = await ToolProcess.RunTool(ToolProcess.Tiny, environment, "runs");
        Assert.Equal(3, runs.ExitCode);
        Assert.Contains("http://127.0.0.1:1/devstoreaccount1/rampart can't be reached", runs.Errors);
        Assert.DoesNotContain("   at ", runs.Errors);
        Assert.DoesNotContain("c2VjcmV0", runs.Errors);
    }
}
