namespace Rampart.Artifacts.Tests;

public abstract class JournalContract : StoreContract
{
    [Fact]
    public async Task What_is_appended_can_be_read_from_any_place_while_it_is_written()
    {
        await using IJournalAppender appender = await Store.Journal.CreateAsync("segment", default);
        await appender.AppendAsync("one "u8.ToArray(), default);
        await appender.AppendAsync("two"u8.ToArray(), default);
        await appender.FlushAsync(default);

        Assert.Equal(7, appender.Length);
        Assert.Equal("one two"u8.ToArray(), await ReadAsync("segment", 0));
        Assert.Equal("two"u8.ToArray(), await ReadAsync("segment", 4));
        Assert.Equal(7, Assert.Single(await Store.Journal.ListAsync(default)).Bytes);
    }

    [Fact]
    public async Task Segments_are_listed_by_name()
    {
        foreach (string name in new[] { "b-1", "a-2", "a-1" })
        {
            await (await Store.Journal.CreateAsync(name, default)).DisposeAsync();
        }
        Assert.Equal(["a-1", "a-2", "b-1"], (await Store.Journal.ListAsync(default)).Select(segment => segment.Name));
    }

    [Fact]
    public async Task A_block_may_be_longer_than_what_the_store_takes_at_once()
    {
        byte[] block = [.. Enumerable.Range(0, 9 << 20).Select(i => (byte)(i * 31 >> 3))];
        await using IJournalAppender appender = await Store.Journal.CreateAsync("segment", default);
        await appender.AppendAsync(block, default);
        Assert.Equal(block, await ReadAsync("segment", 0));
    }

    [Fact]
    public async Task A_removed_segment_is_gone_and_removing_it_again_is_no_error()
    {
        await (await Store.Journal.CreateAsync("segment", default)).DisposeAsync();
        Assert.True(await Store.Journal.DeleteAsync("segment", default));
        Assert.True(await Store.Journal.DeleteAsync("segment", default));
        Assert.Null(await Store.Journal.OpenAsync("segment", 0, default));
        Assert.Empty(await Store.Journal.ListAsync(default));
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_name_that_could_be_a_path_is_refused(string name) =>
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Journal.CreateAsync(name, default));

    private protected async Task<byte[]> ReadAsync(string segment, long offset)
    {
        await using Stream stream = (await Store.Journal.OpenAsync(segment, offset, default))!;
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
