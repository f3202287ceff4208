using System.Security.Cryptography;
using System.Text.Json;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>The commands that look back, on two runs of the tiny stages in one store.</summary>
public sealed class InvestigationTests : IAsyncLifetime
{
    readonly Workplace _place = new();
    string _first = "", _second = "";

    public async Task InitializeAsync() => (_first, _second) = (await RunAsync(), await RunAsync("hash.rounds=7"));

    public Task DisposeAsync()
    {
        _place.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Looking_back_answers_with_exit_codes_and_leaves_the_store_byte_for_byte_as_it_was()
    {
        string digest = (await _place.Artifacts("store")).First(line => line.StartsWith("fold segment-05", StringComparison.Ordinal)).Split(' ')[^1];
        string gone = (await _place.Artifacts("store")).First(line => line.StartsWith("hash shard-002", StringComparison.Ordinal)).Split(' ')[^1];
        File.Delete(Blob(gone));
        File.WriteAllText(Blob(digest), "damaged");
        IReadOnlyList<string> before = Files();

        await Check(0, "running", "show", _first, "--at", "6");
        await Check(0, "was completed", "show", _first, "--at", "+1d");
        await Check(2, "is no moment of run", "show", _first, "--at", "yesterday");
        await Check(0, "source/split/text", "why", digest[..12]);
        await Check(0, $"{gone} is gone from the store", "why", digest);
        await Check(0, "shard-002", "why", digest, "--all");
        await Check(0, "fold/segment-05:hash", "why", $"{_second}:fold/segment-05:hash");
        await Check(2, "Give more of them", "why", digest[..7]);
        await Check(2, "no artifact of this store's 2 runs", "why", "0123456789abcdef");
        await Check(0, "identical", "diff", _first, _first);
        await Check(1, "hash/shard-000 is other work, because of parameter rounds: 20000 there, 7 here", "diff", _first, _second);
        await Check(1, "parameter rounds", "diff", $"{_first}:hash/shard-001", $"{_second}:hash/shard-001");
        await Check(2, "Give two of the same kind", "diff", _first, $"{_second}:hash/shard-001");
        await Check(3, "damaged", "diff", digest, $"{_first}:fold/segment-05:hash");

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task JSON_is_all_that_is_printed_when_it_is_asked_for()
    {
        using JsonDocument moment = await Json(0, "show", _first, "--at", "3"), lineage = await Json(0, "why", $"{_first}:fold/segment-05"), runs = await Json(1, "diff", _first, _second);
        Assert.Equal(3, moment.RootElement.GetProperty("done").GetArrayLength());
        Assert.Equal(4 + 4 + 5, lineage.RootElement.GetProperty("steps").GetArrayLength());
        Assert.All(lineage.RootElement.GetProperty("steps").EnumerateArray(), step => Assert.True(step.GetProperty("order").GetProperty("is_journaled").GetBoolean()));
        Assert.Equal("hash.rounds", runs.RootElement.GetProperty("parameters")[0].GetProperty("what").GetString());
    }

    [Fact]
    public async Task Pages_are_written_beside_what_is_printed()
    {
        string page = Path.Combine(_place.Folder, "page.html");
        await Check(1, "differ", "diff", _first, _second, "--html", page);
        Assert.Contains("parameter rounds", File.ReadAllText(page));
        await Check(0, "identical", "replay", _first, "--stage", "hash", "--html", page);
        Assert.Contains("<h1>Identical</h1>", File.ReadAllText(page));
        await Check(2, "--html writes a page about two runs", "diff", $"{_first}:hash/shard-001", $"{_second}:hash/shard-001", "--html", page);
    }

    async Task<string> RunAsync(params string[] overrides)
    {
        ToolResult ended = await ToolProcess.Run(_place.Run("store", overrides));
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return new DirectoryInfo(Path.Combine(_place.Folder, "store-out", "latest")).LinkTarget!;
    }

    async Task Check(int exitCode, string says, params string[] command)
    {
        ToolResult result = await ToolProcess.Run([.. command, "--store", Path.Combine(_place.Folder, "store")]);
        Assert.True(exitCode == result.ExitCode && (result.Output + result.Errors).Contains(says, StringComparison.Ordinal), $"{string.Join(' ', command)} ended with {result.ExitCode}\n{result.Output}{result.Errors}");
        Assert.DoesNotContain("   at ", result.Errors);
    }

    async Task<JsonDocument> Json(int exitCode, params string[] command)
    {
        ToolResult result = await ToolProcess.Run([.. command, "--json", "--store", Path.Combine(_place.Folder, "store")]);
        Assert.True(exitCode == result.ExitCode, result.Errors);
        return JsonDocument.Parse(result.Output);
    }

    string Blob(string digest) => Path.Combine(_place.Folder, "store", "blobs", "sha256", digest[..2], digest);

    IReadOnlyList<string> Files() =>
    [
        .. Directory.GetFileSystemEntries(Path.Combine(_place.Folder, "store"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}" : path),
    ];
}
