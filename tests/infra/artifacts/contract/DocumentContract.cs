using System.Text;

namespace Rampart.Artifacts.Tests;

public abstract class DocumentContract : StoreContract
{
    const string Name = "models/clip/history/00000001.json";

    [Fact]
    public async Task A_document_is_found_as_it_was_created_by_whoever_looks()
    {
        Assert.True(await Store.Documents.TryCreateAsync(Name, "{\"a\":1}"u8.ToArray(), default));
        await using TestStore other = Store.OpenAgain();
        Assert.Equal("{\"a\":1}"u8.ToArray(), await other.Documents.FindAsync(Name, default));
        Assert.Contains(Name, await Store.NamesAsync());
        Assert.Null(await other.Documents.FindAsync("models/clip/history/00000002.json", default));
    }

    [Fact]
    public async Task A_document_is_never_changed()
    {
        await Store.Documents.TryCreateAsync(Name, "first"u8.ToArray(), default);
        Assert.False(await Store.Documents.TryCreateAsync(Name, "second"u8.ToArray(), default));
        Assert.Equal("first"u8.ToArray(), await Store.Documents.FindAsync(Name, default));
    }

    [Fact]
    public async Task Of_many_racing_creators_exactly_one_succeeds_and_its_content_is_there()
    {
        await using TestStore other = Store.OpenAgain();
        TestStore[] stores = [Store, other];
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
            () => stores[i % 2].Documents.TryCreateAsync(Name, Encoding.UTF8.GetBytes($"{i}"), default))));
        Assert.Single(won, w => w);
        Assert.Equal(Encoding.UTF8.GetBytes($"{Array.IndexOf(won, true)}"), await Store.Documents.FindAsync(Name, default));
    }

    [Fact]
    public async Task The_documents_below_a_name_are_listed_in_order_and_no_others()
    {
        foreach (string name in new[] { "models/clip/history/00000010.json", "models/clip/history/00000002.json", "models/clip-2/history/00000001.json" })
        {
            await Store.Documents.TryCreateAsync(name, "x"u8.ToArray(), default);
        }
        Assert.Equal(["models/clip/history/00000002.json", "models/clip/history/00000010.json"], await Store.Documents.ListAsync("models/clip", default));
        Assert.Equal([], await Store.Documents.ListAsync("models/none", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("models")]
    [InlineData("models/")]
    [InlineData("models//x")]
    [InlineData("models/../results/x")]
    [InlineData("/models/x")]
    [InlineData("results/aa/x")]
    [InlineData("models/a\\b")]
    [InlineData("models/a\0b")]
    public async Task A_name_that_could_leave_its_area_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Documents.TryCreateAsync(name, "x"u8.ToArray(), default));
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Documents.FindAsync(name, default));
        Assert.Empty(await Store.NamesAsync());
    }

    [Fact]
    public async Task What_is_too_long_to_be_a_document_is_refused() =>
        await Assert.ThrowsAsync<ArtifactException>(() => Store.Documents.TryCreateAsync(Name, new byte[DocumentNames.MostBytes + 1], default));
}
