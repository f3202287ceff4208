using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

public abstract class ResultContract : StoreContract
{
    static readonly string Key = Some.Key('a');
    const string ManifestName = "results/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json";

    async Task<NamedArtifact> OutputAsync(string text) => new("mined", await Store.WriteAsync(text));

    [Fact]
    public async Task A_result_is_found_under_its_key_as_it_was_committed()
    {
        ResultManifest manifest = Some.Manifest(Key, await OutputAsync("x"));
        await Store.Results.CommitAsync(manifest, default);
        Assert.Contains(ManifestName, await Store.NamesAsync());
        await using TestStore other = Store.OpenAgain();

        ResultManifest found = (await other.Results.FindAsync(Key, default))!;
        Assert.Equal(manifest.Outputs, found.Outputs);
        Assert.Equal(manifest.Fingerprint, found.Fingerprint);
        Assert.Equal(ulong.MaxValue, found.Work.Seed);
        Assert.Equal("""{"epsilon":0.03}""", System.Text.Json.JsonSerializer.Serialize(found.Work.Parameters));
        Assert.Null(await other.Results.FindAsync(Some.Key('b'), default));
    }

    [Fact]
    public async Task The_first_of_two_equal_results_stays()
    {
        NamedArtifact output = await OutputAsync("x");
        await Store.Results.CommitAsync(Some.Manifest(Key, output), default);
        ResultManifest second = Some.Manifest(Key, output) with { CodeVersion = "0.2.0" };
        Assert.Equal("0.1.0", (await Store.Results.CommitAsync(second, default)).CodeVersion);
    }

    [Fact]
    public async Task A_second_result_with_other_bytes_is_answered_with_the_first_which_stays()
    {
        NamedArtifact same = await OutputAsync("same"), first = await OutputAsync("x"), second = await OutputAsync("y");
        await Store.Results.CommitAsync(Some.Manifest(Key, same, first), default);

        ResultManifest there = await Store.Results.CommitAsync(Some.Manifest(Key, same, second), default);
        Assert.Equal([same, first], there.Outputs);
        Assert.Equal(first, (await Store.Results.FindAsync(Key, default))!.Outputs[1]);
        Assert.Equal([same, first], (await Store.Results.CommitAsync(Some.Manifest(Key, same), default)).Outputs);
    }

    [Fact]
    public async Task A_result_whose_artifact_its_reader_found_damaged_counts_as_missing_until_the_work_is_done_again()
    {
        ResultManifest manifest = Some.Manifest(Key, await OutputAsync("abc"));
        await Store.Results.CommitAsync(manifest, default);
        Assert.NotNull(await Store.Results.FindAsync(Key, default));
        await Store.OverwriteAsync(TestStore.BlobName(manifest.Outputs[0].Artifact), "abd"u8.ToArray());

        // Found by another process, and true for this one too.
        await using TestStore other = Store.OpenAgain();
        await Assert.ThrowsAsync<ArtifactGoneException>(() => other.ReadAsync(manifest.Outputs[0].Artifact));
        Assert.Null(await Store.Results.FindAsync(Key, default));

        await Store.WriteAsync("abc");
        await Store.Results.CommitAsync(manifest, default);
        Assert.NotNull(await Store.Results.FindAsync(Key, default));
    }

    [Fact]
    public async Task A_result_counts_as_missing_when_one_of_its_many_artifacts_is_missing_or_has_another_size()
    {
        NamedArtifact[] outputs = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => OutputAsync($"{i}")));
        await Store.Results.CommitAsync(Some.Manifest(Key, outputs), default);
        Assert.NotNull(await Store.Results.FindAsync(Key, default));

        await Store.DeleteAsync(TestStore.BlobName(outputs[33].Artifact));
        Assert.Null(await Store.Results.FindAsync(Key, default));
        await Store.WriteAsync("33");
        Assert.NotNull(await Store.Results.FindAsync(Key, default));
        await Store.OverwriteAsync(TestStore.BlobName(outputs[7].Artifact), []);
        Assert.Null(await Store.Results.FindAsync(Key, default));
    }

    [Fact]
    public async Task A_manifest_is_found_also_when_its_artifacts_are_gone()
    {
        ResultManifest manifest = Some.Manifest(Key, await OutputAsync("abc"));
        await Store.Results.CommitAsync(manifest, default);
        await Store.DeleteAsync(TestStore.BlobName(manifest.Outputs[0].Artifact));

        Assert.Equal(manifest.Outputs, (await Store.Results.FindManifestAsync(Key, default))!.Outputs);
        Assert.Null(await Store.Results.FindAsync(Key, default));
        Assert.Null(await Store.Results.FindManifestAsync(Some.Key('b'), default));
    }

    public static TheoryData<string> HostileManifests => new(
        "",
        "null",
        "[]",
        "{}",
        "{\"execution_key\":",
        new string('[', 100_000),
        Text("\"execution_key\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "\"execution_key\": \"aa\""),
        Text("\"digest\": \"", "\"digest\": \"../../"),
        Text("\"size\": 1", "\"size\": -1"),
        Text("\"size\": 1", "\"size\": 1e99"),
        Text("\"role\": \"mined\"", "\"role\": null"));

    static string Text(string there, string hostile)
    {
        byte[] valid = Formats.StoreDocuments.Format(Some.Manifest(Key, new NamedArtifact("mined", new ArtifactRef(Digest.Of("x"u8), 1, MediaTypes.JsonLines))));
        string text = System.Text.Encoding.UTF8.GetString(valid);
        Assert.Contains(there, text);
        return text.Replace(there, hostile, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileManifests))]
    public async Task A_manifest_that_is_none_counts_as_missing_and_is_replaced(string hostile)
    {
        await Store.OverwriteAsync(ManifestName, System.Text.Encoding.UTF8.GetBytes(hostile));
        Assert.Null(await Store.Results.FindAsync(Key, default));

        ResultManifest manifest = Some.Manifest(Key, await OutputAsync("x"));
        await Store.Results.CommitAsync(manifest, default);
        Assert.Equal(manifest.Outputs, (await Store.Results.FindAsync(Key, default))!.Outputs);
    }

    [Fact]
    public async Task A_result_that_names_an_artifact_which_is_not_stored_is_refused()
    {
        var missing = new NamedArtifact("mined", new ArtifactRef(Some.Key('0'), 1, MediaTypes.Json));
        var refused = await Assert.ThrowsAsync<ArtifactException>(() => Store.Results.CommitAsync(Some.Manifest(Key, missing), default));
        Assert.Contains("mined", refused.Message);
        Assert.Null(await Store.Results.FindAsync(Key, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_racing_commits_of_different_bytes_exactly_one_wins(bool overDamage)
    {
        if (overDamage)
        {
            await Store.OverwriteAsync(ManifestName, "{"u8.ToArray());
        }
        await using TestStore other = Store.OpenAgain();
        TestStore[] stores = [Store, other];
        NamedArtifact[] outputs = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => OutputAsync($"{i}")));
        bool[] won = await Task.WhenAll(outputs.Select((output, i) => Task.Run(async () =>
        {
            ResultManifest there = await stores[i % 2].Results.CommitAsync(Some.Manifest(Key, output), default);
            return there.Outputs[0] == output;
        })));
        Assert.Single(won, w => w);
        Assert.Equal(outputs[Array.IndexOf(won, true)], Assert.Single((await Store.Results.FindAsync(Key, default))!.Outputs));
    }

    [Fact]
    public async Task The_first_execution_record_stays()
    {
        var record = new ExecutionRecord(Key, "run-1", "mine", "train-000", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(2.5), "host:1");
        await Store.Results.RecordAsync(record, default);
        await Store.Results.RecordAsync(record with { RunId = "run-2" }, default);
        Assert.Equal(record, await Store.Results.FindRecordAsync(Key, default));
        Assert.Null(await Store.Results.FindRecordAsync(Some.Key('b'), default));
    }
}
