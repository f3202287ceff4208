using System.Text;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

public sealed class ArtifactStoreTests : IDisposable
{
    readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_artifact_is_named_by_the_SHA_256_of_its_bytes()
    {
        ArtifactRef artifact = await _store.Write("abc");

        // FIPS 180-2, appendix B.1
        Assert.Equal(new ArtifactRef("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3, MediaTypes.JsonLines), artifact);
        Assert.True(File.Exists(Path.Combine(_store.Root, "blobs", "sha256", "ba", artifact.Digest)));
        Assert.Equal("abc", await _store.Read(artifact));
    }

    [Fact]
    public async Task Equal_bytes_are_stored_once()
    {
        Assert.Equal(await _store.Write("abc"), await _store.Write("abc"));
        Assert.Single(Directory.GetFiles(Path.Combine(_store.Root, "blobs"), "*", SearchOption.AllDirectories));
        Assert.Empty(_store.TemporaryFiles());
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Artifacts.WriteAsync(
            MediaTypes.Json,
            async (stream, c) =>
            {
                await stream.WriteAsync(new byte[100_000], c);
                throw new InvalidOperationException("the stage failed");
            },
            default));
        Assert.Empty(_store.TemporaryFiles());
        Assert.False(Directory.Exists(Path.Combine(_store.Root, "blobs")));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("abd")]
    public async Task A_truncated_or_changed_blob_is_refused_on_reading_and_repaired_by_the_next_write(string damaged)
    {
        ArtifactRef artifact = await _store.Write("abc");
        string path = _store.Folder.Blob(artifact.Digest);
        File.WriteAllText(path, damaged);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        var refused = await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Read(artifact));
        Assert.Contains(artifact.Digest, refused.Message);
        Assert.Contains("Run the pipeline again", refused.Message);

        Assert.Equal(artifact, await _store.Write("abc"));
        Assert.Equal("abc", await _store.Read(artifact));
    }

    [Fact]
    public async Task A_missing_blob_is_refused_naming_it()
    {
        var missing = new ArtifactRef(TemporaryStore.Key('0'), 3, MediaTypes.Json);
        Assert.False(await _store.Artifacts.ExistsAsync(missing, default));
        var refused = await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Read(missing));
        Assert.Contains("missing", refused.Message);
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/")]
    public async Task A_digest_that_is_none_never_becomes_a_path(string digest)
    {
        var artifact = new ArtifactRef(digest, 3, MediaTypes.Json);
        await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Artifacts.ReadAsync(artifact, default));
        await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Artifacts.ExistsAsync(artifact, default));
        await Assert.ThrowsAnyAsync<ArtifactException>(() => _store.Results.FindAsync(digest, default));
    }

    [Fact]
    public async Task Many_writers_of_few_contents_agree()
    {
        ArtifactRef[] written = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => _store.Write(new string((char)('a' + (i % 4)), 100_000)))));
        Assert.Equal(4, written.Distinct().Count());
        foreach (ArtifactRef artifact in written.Distinct())
        {
            Assert.Equal(100_000, (await _store.Read(artifact)).Length);
        }
        Assert.Empty(_store.TemporaryFiles());
    }

    [Fact]
    public async Task What_a_crashed_process_left_is_swept_on_opening_and_what_a_living_one_writes_is_not()
    {
        string abandoned = Path.Combine(_store.Root, "tmp", "999999-0");
        Directory.CreateDirectory(abandoned);
        File.WriteAllText(Path.Combine(abandoned, "lock"), "");
        File.WriteAllText(Path.Combine(abandoned, "1"), "half a blob");

        ArtifactRef artifact = await _store.Artifacts.WriteAsync(
            MediaTypes.Json,
            async (stream, c) =>
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes("{"), c);
                using var other = Files.StoreFolder.Open(_store.Root);
                await stream.WriteAsync(Encoding.UTF8.GetBytes("}"), c);
            },
            default);

        Assert.False(Directory.Exists(abandoned));
        Assert.Equal("{}", await _store.Read(artifact));
    }

    [Fact]
    public void A_store_that_cant_be_created_is_refused_saying_what_to_do()
    {
        string file = Path.Combine(_store.Root, "file");
        File.WriteAllText(file, "");
        Assert.Contains("--store", Assert.Throws<ArtifactException>(() => Files.StoreFolder.Open(Path.Combine(file, "store"))).Message);
    }
}
