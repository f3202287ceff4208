using System.Text.Json;
using Rampart.EndToEnd.Tool;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>Runs whose items are computed a second time, in one process.</summary>
public sealed class VerifiedRunTests
{
    const int Items = 4 + 4 + 5;

    [Fact]
    public async Task Verifying_everything_changes_no_result_and_show_says_what_was_verified_and_by_whom()
    {
        using var place = new Workplace();
        Assert.Equal(0, (await ToolProcess.Run(place.Run("plain"))).ExitCode);
        Assert.Equal(0, (await ToolProcess.Run(place.Run("verified", "verify_share=1"))).ExitCode);

        Assert.Equal(await place.Artifacts("plain"), await place.Artifacts("verified"));
        Assert.Equal((0, Items), (await Verified(place, "plain"), await Verified(place, "verified")));
        string shown = (await ToolProcess.Run("show", "latest", "--store", Path.Combine(place.Folder, "verified"))).Output;
        Assert.Contains($"verified: {Items} results, all identical; by ", shown);
        Assert.Contains($"{Items} of them by the worker that had computed them", shown);
        Assert.Contains("mining bitwise", shown);
    }

    [Fact]
    public async Task Half_the_share_verifies_some_and_the_same_ones_again_although_all_is_cached()
    {
        using var place = new Workplace();
        Assert.Equal(0, (await ToolProcess.Run(place.Run("store", "verify_share=0.5"))).ExitCode);
        int first = await Verified(place, "store");
        Assert.Equal(0, (await ToolProcess.Run(place.Run("store", "verify_share=0.5"))).ExitCode);

        Assert.Equal(Items, await place.CachedItems("store"));
        Assert.InRange(first, 1, Items - 1);
        Assert.Equal(first, await Verified(place, "store"));
    }

    [Fact]
    public async Task A_bit_that_flips_the_second_time_ends_the_run_and_is_named_exactly()
    {
        using var place = new Workplace();
        ToolResult failed = await ToolProcess.RunTool(
            ToolProcess.Tiny, new Dictionary<string, string> { [HashStage.FlipVariable] = "shard-002/part" }, place.Run("store", "verify_share=1"));

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("The same work gave two results, and its stage declares bitwise: output \"hash\"", failed.Errors);
        Assert.Contains("byte 31 is the first that differs", failed.Errors);
        Assert.Contains("stage hash, item shard-002", failed.Errors);
        string[] store = ["--store", Path.Combine(place.Folder, "store")];
        using JsonDocument faults = JsonDocument.Parse((await ToolProcess.Run(["faults", "ls", "--json", .. store])).Output);
        JsonElement fault = Assert.Single(faults.RootElement.EnumerateArray());
        Assert.Equal("determinism", fault.GetProperty("kind").GetString());
        string shown = (await ToolProcess.Run(["faults", "show", fault.GetProperty("id").GetString()!, .. store])).Output;
        Assert.Contains("byte 31 is the first that differs", shown);

        // The memory was exchanged; what is stored was right.
        Assert.Equal(0, (await ToolProcess.Run(place.Run("store", "verify_share=1"))).ExitCode);
    }

    static async Task<int> Verified(Workplace place, string store)
    {
        using JsonDocument shown = JsonDocument.Parse((await ToolProcess.Run(place.Show(store))).Output);
        return shown.RootElement.GetProperty("verified").GetArrayLength();
    }
}
