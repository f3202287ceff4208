using Rampart.Contracts;
using Rampart.Testing;

namespace Rampart.Artifacts.Tests.Azure;

/// <summary>The blobs on the local disk.</summary>
public sealed class CacheTests
{
    const int Size = 10_000;

    static string Entry(AzureTestStore store, ArtifactRef artifact) => Path.Combine(store.CacheFolder, "sha256", artifact.Digest[..2], artifact.Digest);

    static int Downloads(Faults faults) => faults.Seen.Count(seen => seen.Request.StartsWith("GET", StringComparison.Ordinal));

    [Fact]
    public async Task What_was_read_or_written_on_this_machine_is_not_downloaded_again_by_any_of_its_processes()
    {
        var faults = new Faults();
        await using AzureTestStore elsewhere = await AzureTestStore.OpenAsync();
        ArtifactRef theirs = await elsewhere.WriteAsync(Some.Bytes(Size));
        await using AzureTestStore store = elsewhere.OpenAgain(faults, cacheBytes: 1 << 20), sameMachine = elsewhere.OpenAgain(faults, cacheBytes: 1 << 20);
        ArtifactRef ours = await store.WriteAsync(Some.Bytes(Size, seed: 2));
        await store.Artifacts.ReadAsync(theirs, default);
        Assert.Equal(1, Downloads(faults));

        Assert.Equal(Some.Bytes(Size), (await sameMachine.Artifacts.ReadAsync(theirs, default)).ToArray());
        Assert.Equal(Some.Bytes(Size, seed: 2), (await sameMachine.Artifacts.ReadAsync(ours, default)).ToArray());
        Assert.Equal(1, Downloads(faults));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Size - 1)]
    [InlineData(Size)]
    [InlineData(Size + 1)]
    public async Task A_damaged_entry_is_dropped_and_read_again(int size)
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync(cacheBytes: 1 << 20);
        ArtifactRef artifact = await store.WriteAsync(Some.Bytes(Size));
        File.WriteAllBytes(Entry(store, artifact), new byte[size]);
        Assert.Equal(Some.Bytes(Size), (await store.Artifacts.ReadAsync(artifact, default)).ToArray());
        Assert.Equal(Some.Bytes(Size), File.ReadAllBytes(Entry(store, artifact)));
    }

    [Fact]
    public async Task The_longest_unused_go_first_and_the_cache_stays_within_its_size()
    {
        const int Capacity = 20 * Size;
        var clock = new ManualTime();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(cacheBytes: Capacity, time: clock);
        ArtifactRef favourite = await store.WriteAsync(Some.Bytes(Size, seed: 1000));
        var written = new List<ArtifactRef>();
        for (int i = 0; i < 60; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await store.Artifacts.ReadAsync(favourite, default);
            written.Add(await store.WriteAsync(Some.Bytes(Size, seed: i)));
            Assert.InRange(Directory.GetFiles(Path.Combine(store.CacheFolder, "sha256"), "*", SearchOption.AllDirectories).Length * Size, Size, Capacity);
        }
        Assert.True(File.Exists(Entry(store, favourite)));
        bool[] kept = [.. written.Select(artifact => File.Exists(Entry(store, artifact)))];
        Assert.InRange(kept.Count(k => k), 10, 20);
        Assert.Equal(kept.Order(), kept);
    }

    [Fact]
    public async Task An_artifact_that_is_too_large_for_the_cache_is_not_kept_and_drives_nothing_out()
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync(cacheBytes: 5 * Size);
        ArtifactRef small = await store.WriteAsync(Some.Bytes(Size)), large = await store.WriteAsync(Some.Bytes(6 * Size));
        await store.Artifacts.ReadAsync(large, default);
        Assert.True(File.Exists(Entry(store, small)));
        Assert.False(File.Exists(Entry(store, large)));
    }

    [Fact]
    public async Task A_cache_that_cant_be_used_fails_no_read()
    {
        await using AzureTestStore elsewhere = await AzureTestStore.OpenAsync();
        ArtifactRef artifact = await elsewhere.WriteAsync(Some.Bytes(Size));
        foreach (string obstacle in new[] { "sha256", "tmp" })
        {
            await using AzureTestStore other = await AzureTestStore.OpenAsync(), reader = elsewhere.OpenAgain(null, 1 << 20, other.CacheFolder);
            File.WriteAllText(Path.Combine(reader.CacheFolder, obstacle), "a file where a folder should be");
            Assert.Equal(Some.Bytes(Size), (await reader.Artifacts.ReadAsync(artifact, default)).ToArray());
        }
    }

    [Fact]
    public async Task A_folder_that_cant_be_used_is_named_to_whoever_writes()
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync();
        File.WriteAllText(Path.Combine(store.CacheFolder, "tmp"), "a file where a folder should be");
        var refused = await Assert.ThrowsAsync<ArtifactException>(() => store.WriteAsync("abc"));
        Assert.Contains(store.CacheFolder, refused.Message);
        Assert.Contains("Rampart__Azure__CacheFolder", refused.Message);
    }

    [Fact]
    public async Task Processes_that_share_a_small_cache_read_and_evict_at_once_without_trouble()
    {
        await using AzureTestStore elsewhere = await AzureTestStore.OpenAsync();
        ArtifactRef[] artifacts = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => elsewhere.WriteAsync(Some.Bytes(Size, seed: i))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            await using AzureTestStore store = elsewhere.OpenAgain(null, cacheBytes: 4 * Size);
            for (int i = 0; i < 40; i++)
            {
                int which = (reader + i * 3) % artifacts.Length;
                Assert.Equal(Some.Bytes(Size, seed: which), (await store.Artifacts.ReadAsync(artifacts[which], default)).ToArray());
            }
        })));
    }
}
