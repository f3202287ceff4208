using Azure.Storage.Blobs;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>Looking back at a run whose store is a container.</summary>
public sealed class ReplayOnAzureTests
{
    [Fact]
    public async Task A_run_in_a_container_is_replayed_from_its_journal_and_every_blob_stays_as_it_is()
    {
        using var place = new Workplace(hashRounds: 50, foldRounds: 50);
        string container = $"replay-{Guid.NewGuid():N}";
        AzuriteServer blobs = await AzuriteServer.Shared;
        var environment = new Dictionary<string, string>
        {
            ["Rampart__Store"] = blobs.Container(container),
            ["Rampart__Azure__ConnectionString"] = blobs.ConnectionString,
            ["Rampart__Azure__CacheFolder"] = Path.Combine(place.Folder, "cache"),
            ["Rampart__Log__Folder"] = Path.Combine(place.Folder, "logs"),
        };
        Task<ToolResult> Run(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Tiny, environment, arguments);
        ToolResult ran = await Run("run", place.Pipeline, "--out", Path.Combine(place.Folder, "out"));
        Assert.True(ran.ExitCode == 0, ran.Errors);
        var raw = new BlobContainerClient(blobs.ConnectionString, container);
        IReadOnlyList<string> before = await BlobsAsync(raw);

        ToolResult replayed = await Run("replay", "latest");
        Assert.True(replayed.ExitCode == 0, replayed.Output + replayed.Errors);
        Assert.DoesNotContain("There is no journal", replayed.Output + replayed.Errors);
        Assert.Equal(1, (await Run("replay", "latest", "--set", "hash.rounds=7")).ExitCode);
        Assert.Equal(0, (await Run("show", "latest", "--at", "2")).ExitCode);
        Assert.Equal(0, (await Run("journal", "verify")).ExitCode);

        Assert.Contains(before, blob => blob.StartsWith("journal/", StringComparison.Ordinal));
        Assert.Equal(before, await BlobsAsync(raw));
    }

    // A blob's tag changes with every write, also with one of the same bytes.
    static async Task<IReadOnlyList<string>> BlobsAsync(BlobContainerClient container)
    {
        var found = new List<string>();
        await foreach (var blob in container.GetBlobsAsync())
        {
            found.Add($"{blob.Name} {blob.Properties.ETag} {blob.Properties.ContentLength}");
        }
        return found;
    }
}
