namespace Rampart.Artifacts.Tests.Azure;

public sealed class JournalFaultTests
{
    [Fact]
    public async Task A_block_whose_answer_is_lost_is_there_once()
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        await using IJournalAppender appender = await store.Journal.CreateAsync("segment", default);
        await appender.AppendAsync("one"u8.ToArray(), default);
        int lost = 0;
        faults.DropAnswer = request => request.Uri.Query.Contains("appendblock", StringComparison.Ordinal) && lost++ == 0;
        await appender.AppendAsync("two"u8.ToArray(), default);

        Assert.Equal(6, appender.Length);
        Assert.Equal(6, Assert.Single(await store.Journal.ListAsync(default)).Bytes);
    }

    [Fact]
    public async Task While_the_server_is_away_appending_fails_for_now_and_goes_on_where_it_was()
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        await using IJournalAppender appender = await store.Journal.CreateAsync("segment", default);
        byte[] block = new byte[9 << 20];
        int sent = 0;
        faults.DropRequest = request => request.Uri.Query.Contains("appendblock", StringComparison.Ordinal) && ++sent > 1;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => appender.AppendAsync(block, default));
        faults.DropRequest = _ => false;
        await appender.AppendAsync(block, default);

        Assert.Equal(block.Length, Assert.Single(await store.Journal.ListAsync(default)).Bytes);
    }

    [Fact]
    public async Task A_segment_is_full_before_the_service_refuses()
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync();
        await using IJournalAppender appender = await store.Journal.CreateAsync("segment", default);
        for (int i = 0; !appender.IsFull; i++)
        {
            Assert.InRange(i, 0, AzureTestStore.MostJournalBlocks);
            await appender.AppendAsync(new byte[1], default);
        }
    }
}
