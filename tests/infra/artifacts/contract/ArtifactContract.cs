using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

public abstract class ArtifactContract : StoreContract
{
    [Fact]
    public async Task An_artifact_is_named_by_the_SHA_256_of_its_bytes()
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");

        // FIPS 180-2, appendix B.1
        Assert.Equal(new ArtifactRef("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3, MediaTypes.JsonLines), artifact);
        Assert.Equal([$"blobs/sha256/ba/{artifact.Digest}"], await Store.NamesAsync());
        Assert.Equal("abc", await Store.ReadAsync(artifact));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 16)]
    [InlineData((1 << 16) + 1)]
    [InlineData(1_000_003)]
    public async Task An_artifact_of_any_size_comes_back_as_it_was_written(int size)
    {
        byte[] bytes = Some.Bytes(size);
        ArtifactRef artifact = await Store.WriteAsync(bytes);
        Assert.Equal(size, artifact.Size);
        Assert.True(await Store.Artifacts.ExistsAsync(artifact, default));
        await using TestStore other = Store.OpenAgain();
        Assert.Equal(bytes, (await other.Artifacts.ReadAsync(artifact, default)).ToArray());
    }

    [Fact]
    public async Task Equal_bytes_are_stored_once()
    {
        Assert.Equal(await Store.WriteAsync("abc"), await Store.WriteAsync("abc"));
        Assert.Single(await Store.NamesAsync());
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Artifacts.WriteAsync(
            MediaTypes.Json,
            async (stream, c) =>
            {
                await stream.WriteAsync(new byte[100_000], c);
                throw new InvalidOperationException("the stage failed");
            },
            default));
        Assert.Empty(await Store.NamesAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("abd")]
    [InlineData("abcd")]
    public async Task A_damaged_artifact_is_gone_for_its_reader_and_for_everybody_and_writing_it_again_heals_it(string damaged)
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");
        await Store.OverwriteAsync(TestStore.BlobName(artifact), System.Text.Encoding.UTF8.GetBytes(damaged));

        var gone = await Assert.ThrowsAsync<ArtifactGoneException>(() => Store.ReadAsync(artifact));
        Assert.Equal(artifact, gone.Artifact);
        Assert.Contains(artifact.Digest, gone.Message);
        Assert.Contains("Run the pipeline again", gone.Message);
        Assert.False(await Store.Artifacts.ExistsAsync(artifact, default));

        Assert.Equal(artifact, await Store.WriteAsync("abc"));
        Assert.Equal("abc", await Store.ReadAsync(artifact));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abd")]
    [InlineData("abcd")]
    public async Task Whoever_inspects_a_damaged_artifact_is_told_and_finds_it_there_again(string damaged)
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");
        await using TestStore other = Store.OpenAgain();
        Assert.Equal("abc"u8.ToArray(), (await other.Artifacts.InspectAsync(artifact, default)).ToArray());
        await Store.OverwriteAsync(TestStore.BlobName(artifact), System.Text.Encoding.UTF8.GetBytes(damaged));

        await using TestStore looking = Store.OpenAgain();
        for (int look = 0; look < 2; look++)
        {
            var gone = await Assert.ThrowsAsync<ArtifactGoneException>(() => looking.Artifacts.InspectAsync(artifact, default));
            Assert.Equal(artifact, gone.Artifact);
            Assert.Contains("damaged", gone.Message);
        }
        Assert.Equal([TestStore.BlobName(artifact)], await Store.NamesAsync());
    }

    [Fact]
    public async Task A_missing_artifact_is_gone()
    {
        var missing = new ArtifactRef(Some.Key('0'), 3, MediaTypes.Json);
        Assert.False(await Store.Artifacts.ExistsAsync(missing, default));
        var gone = await Assert.ThrowsAsync<ArtifactGoneException>(() => Store.ReadAsync(missing));
        Assert.Equal(missing, gone.Artifact);
        Assert.Contains("missing", gone.Message);
        Assert.Contains("missing", (await Assert.ThrowsAsync<ArtifactGoneException>(() => Store.Artifacts.InspectAsync(missing, default))).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(2_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task A_reference_with_another_size_is_refused_and_harms_nothing(long size)
    {
        ArtifactRef artifact = await Store.WriteAsync("abc");
        await Assert.ThrowsAsync<ArtifactException>(() => Store.ReadAsync(artifact with { Size = size }));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Artifacts.InspectAsync(artifact with { Size = size }, default));
        Assert.Equal("abc", await Store.ReadAsync(artifact));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/")]
    public async Task A_digest_that_is_none_never_becomes_a_name(string digest)
    {
        var artifact = new ArtifactRef(digest, 3, MediaTypes.Json);
        await Assert.ThrowsAsync<ArtifactException>(() => Store.ReadAsync(artifact));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Artifacts.ExistsAsync(artifact, default));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Results.FindAsync(digest, default));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Claims.TryTakeAsync(digest, default));
    }

    [Fact]
    public async Task Many_writers_of_few_contents_agree()
    {
        await using TestStore other = Store.OpenAgain();
        TestStore[] stores = [Store, other];
        byte[][] contents = [.. Enumerable.Range(0, 3).Select(i => Some.Bytes(150_000, seed: i))];
        ArtifactRef[] written = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => stores[i % 2].WriteAsync(contents[i % 3]))));
        Assert.Equal(3, written.Distinct().Count());
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(contents[i], (await Store.Artifacts.ReadAsync(written[i], default)).ToArray());
        }
        Assert.Equal(3, (await Store.NamesAsync()).Count);
    }
}
