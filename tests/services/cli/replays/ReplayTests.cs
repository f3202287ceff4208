using System.Security.Cryptography;
using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary><c>rampart replay</c> as a user gives it: exit codes, what is printed, and that nothing of the store changes.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    const int Items = 4 + 4 + 5;
    readonly Workplace _place = new(hashRounds: 50, foldRounds: 50);

    public async Task InitializeAsync() => Assert.Equal(0, (await ToolProcess.Run(_place.Run("store"))).ExitCode);

    public Task DisposeAsync()
    {
        _place.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_run_of_one_process_is_replayed_identically_by_another_and_its_store_stays_as_it_is()
    {
        IReadOnlyList<string> before = Bytes();
        ToolResult replayed = await Replay("latest");
        Assert.True(replayed.ExitCode == 0, replayed.Output + replayed.Errors);
        Assert.Contains("identical", replayed.Output);
        Assert.Contains($"replayed {Items}/{Items} items", replayed.Errors);
        Assert.Equal(before, Bytes());
    }

    [Fact]
    public async Task Json_is_all_that_is_printed()
    {
        ToolResult replayed = await Replay("latest", "--stage", "fold", "--json");
        JsonElement report = JsonDocument.Parse(replayed.Output).RootElement;
        Assert.Equal(("identical", 5, 5), (report.GetProperty("verdict").GetString(), report.GetProperty("executions").GetInt32(), report.GetProperty("items").GetArrayLength()));
        Assert.Empty(replayed.Errors);
    }

    [Fact]
    public async Task Everything_comes_from_the_journal_which_agrees_with_plan_and_log()
    {
        JsonElement report = JsonDocument.Parse((await Replay("latest", "--json")).Output).RootElement;
        JsonElement[] items = [.. report.GetProperty("items").EnumerateArray()];
        Assert.All(items, item => Assert.Equal("journal", item.GetProperty("source").GetString()));
        Assert.DoesNotContain(report.GetProperty("audit").EnumerateArray(), finding => finding.GetProperty("severity").GetString() != "notice");
        Assert.Empty(report.GetProperty("notes").EnumerateArray());

        string order = items.Single(item => item.GetProperty("item").GetString() == "segment-03").GetProperty("message_id").GetString()!;
        JsonElement one = JsonDocument.Parse((await Replay("--message", order, "--json")).Output).RootElement;
        Assert.Equal(("identical", "segment-03"), (one.GetProperty("verdict").GetString(), Assert.Single(one.GetProperty("items").EnumerateArray()).GetProperty("item").GetString()));
    }

    [Fact]
    public async Task A_changed_knob_ends_with_1_names_itself_and_is_kept_where_that_is_asked_for()
    {
        IReadOnlyList<string> before = Bytes();
        string kept = Path.Combine(_place.Folder, "kept");
        ToolResult changed = await Replay("latest", "--set", "hash.rounds=51", "--keep", kept);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("parameter rounds: 50 there, 51 here", changed.Output);
        Assert.Equal(before, Bytes());
        Assert.Equal(4 + 5, Directory.GetFiles(Path.Combine(kept, "blobs"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Where_two_runs_part_is_found_without_executing_anything()
    {
        string first = JsonDocument.Parse((await ToolProcess.Run(_place.Show("store"))).Output).RootElement.GetProperty("id").GetString()!;
        await ToolProcess.Run(_place.Run("store", "fold.rounds=51"));
        ToolResult bisected = await Replay(first, "--bisect", "--against", "latest");
        Assert.Equal(1, bisected.ExitCode);
        Assert.Contains("bisect: 0 executed, 8 proven equal without", bisected.Output);
        Assert.Contains("first divergent: stage fold, item segment-01", bisected.Output);
        Assert.Contains("parameter rounds: 50 there, 51 here", bisected.Output);
    }

    [Fact]
    public async Task Another_build_replays_the_same_orders()
    {
        string build = Path.Combine(AppContext.BaseDirectory, ToolProcess.Tiny);
        ToolResult replayed = await Replay("latest", "--with-build", build, "--json");
        JsonElement report = JsonDocument.Parse(replayed.Output).RootElement;
        Assert.Equal(("identical", Items), (report.GetProperty("verdict").GetString(), report.GetProperty("executions").GetInt32()));
        Assert.Equal($"build {build}", report.GetProperty("what_if").GetProperty("changes")[0].GetString());
    }

    [Fact]
    public async Task Damage_that_nothing_can_be_executed_on_is_named()
    {
        string damaged = Directory.GetFiles(Path.Combine(_place.Folder, "store", "blobs"), "*", SearchOption.AllDirectories).Single(file => new FileInfo(file).Length == 10_000);
        byte[] bytes = File.ReadAllBytes(damaged);
        bytes[4711] ^= 1;
        File.WriteAllBytes(damaged, bytes);
        ToolResult replayed = await Replay("latest");
        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("byte 4711 is the first that differs", replayed.Output);
    }

    Task<ToolResult> Replay(params string[] arguments) => ToolProcess.Run(["replay", .. arguments, "--store", Path.Combine(_place.Folder, "store")]);

    IReadOnlyList<string> Bytes() =>
    [
        .. Directory.GetFiles(Path.Combine(_place.Folder, "store"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];
}
