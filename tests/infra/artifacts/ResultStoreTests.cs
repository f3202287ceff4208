using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

public sealed class ResultStoreTests : IDisposable
{
    static readonly string Key = TemporaryStore.Key('a');
    readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_result_is_found_under_its_key_as_it_was_committed()
    {
        ResultManifest manifest = TemporaryStore.Manifest(Key, new NamedArtifact("mined", await _store.Write("x")));
        await _store.Results.CommitAsync(manifest, default);
        _store.Reopen();

        ResultManifest found = (await _store.Results.FindAsync(Key, default))!;
        Assert.Equal(manifest.Outputs, found.Outputs);
        Assert.Equal(manifest.Fingerprint, found.Fingerprint);
        Assert.Equal(ulong.MaxValue, found.Work.Seed);
        Assert.Equal("""{"epsilon":0.03}""", System.Text.Json.JsonSerializer.Serialize(found.Work.Parameters));
        Assert.Null(await _store.Results.FindAsync(TemporaryStore.Key('b'), default));
    }

    [Fact]
    public async Task The_first_of_two_equal_results_stays()
    {
        NamedArtifact output = new("mined", await _store.Write("x"));
        await _store.Results.CommitAsync(TemporaryStore.Manifest(Key, output), default);
        ResultManifest second = TemporaryStore.Manifest(Key, output) with { CodeVersion = "0.2.0" };
        Assert.Equal("0.1.0", (await _store.Results.CommitAsync(second, default)).CodeVersion);
    }

    [Fact]
    public async Task A_second_result_with_other_bytes_is_a_determinism_fault_naming_the_first_difference()
    {
        NamedArtifact same = new("records", await _store.Write("same")), first = new("mined", await _store.Write("x")), second = new("mined", await _store.Write("y"));
        await _store.Results.CommitAsync(TemporaryStore.Manifest(Key, same, first), default);

        var fault = await Assert.ThrowsAsync<DeterminismException>(() => _store.Results.CommitAsync(TemporaryStore.Manifest(Key, same, second), default));
        Assert.Contains("output 1", fault.Message);
        Assert.Contains(first.Artifact.Digest, fault.Message);
        Assert.Contains(second.Artifact.Digest, fault.Message);
        Assert.Contains("not deterministic", fault.Message);
        Assert.Equal(first, (await _store.Results.FindAsync(Key, default))!.Outputs[1]);
        await Assert.ThrowsAsync<DeterminismException>(() => _store.Results.CommitAsync(TemporaryStore.Manifest(Key, same), default));
    }

    [Fact]
    public async Task A_result_with_a_damaged_artifact_counts_as_missing_until_the_work_is_done_again()
    {
        ResultManifest manifest = TemporaryStore.Manifest(Key, new NamedArtifact("mined", await _store.Write("abc")));
        await _store.Results.CommitAsync(manifest, default);
        _store.Reopen();
        File.WriteAllText(_store.Folder.Blob(manifest.Outputs[0].Artifact.Digest), "abd");
        Assert.Null(await _store.Results.FindAsync(Key, default));

        await _store.Write("abc");
        await _store.Results.CommitAsync(manifest, default);
        Assert.NotNull(await _store.Results.FindAsync(Key, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"execution_key\":")]
    [InlineData("{}")]
    public async Task A_damaged_manifest_counts_as_missing_and_is_replaced(string damaged)
    {
        ResultManifest manifest = TemporaryStore.Manifest(Key, new NamedArtifact("mined", await _store.Write("abc")));
        await _store.Results.CommitAsync(manifest, default);
        File.WriteAllText(_store.Folder.Manifest(Key), damaged);
        Assert.Null(await _store.Results.FindAsync(Key, default));

        await _store.Results.CommitAsync(manifest, default);
        Assert.NotNull(await _store.Results.FindAsync(Key, default));
    }

    [Fact]
    public async Task A_result_that_names_an_artifact_which_is_not_stored_is_refused()
    {
        var missing = new NamedArtifact("mined", new ArtifactRef(TemporaryStore.Key('0'), 1, MediaTypes.Json));
        var refused = await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Results.CommitAsync(TemporaryStore.Manifest(Key, missing), default));
        Assert.Contains("mined", refused.Message);
    }

    [Fact]
    public async Task Of_many_racing_commits_of_different_bytes_exactly_one_wins()
    {
        NamedArtifact[] outputs = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => new NamedArtifact("mined", await _store.Write($"{i}"))));
        int[] won = await Task.WhenAll(outputs.Select(output => Task.Run(async () =>
        {
            try
            {
                await _store.Results.CommitAsync(TemporaryStore.Manifest(Key, output), default);
                return 1;
            }
            catch (DeterminismException)
            {
                return 0;
            }
        })));
        Assert.Equal(1, won.Sum());
        Assert.Empty(_store.TemporaryFiles());
    }

    [Fact]
    public async Task The_first_execution_record_stays()
    {
        var record = new ExecutionRecord(Key, "run-1", "mine", "train-000", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(2.5), "host:1");
        await _store.Results.RecordAsync(record, default);
        await _store.Results.RecordAsync(record with { RunId = "run-2" }, default);
        Assert.Equal(record, await _store.Results.FindRecordAsync(Key, default));
        Assert.Null(await _store.Results.FindRecordAsync(TemporaryStore.Key('b'), default));
    }
}
