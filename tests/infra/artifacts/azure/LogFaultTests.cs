using Azure.Core;
using Azure.Storage.Blobs.Specialized;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests.Azure;

/// <summary>Run logs over a network that loses requests and answers.</summary>
public sealed class LogFaultTests
{
    const string Run = Some.Run;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)] // as often as the client asks
    public async Task An_append_whose_answer_got_lost_happened_once_and_is_reported_so(int times)
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        for (int i = 0; i < 7; i++)
        {
            faults.DropAnswer = Faults.First(times, Faults.IsAppend);
            Assert.True(await store.Logs.AppendAsync(Run, i, [new RunCancelled($"{i}")], default));
        }
        await AssertLogAsync(store, "0", "1", "2", "3", "4", "5", "6");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_whose_request_got_lost_is_made_again(int times)
    {
        var faults = new Faults { DropRequest = Faults.First(times, Faults.IsAppend) };
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults);
        Assert.True(await store.Logs.AppendAsync(Run, 0, [new RunCancelled("0")], default));
        await AssertLogAsync(store, "0");
    }

    [Fact]
    public async Task An_append_whose_answer_got_lost_happened_although_others_have_appended_since()
    {
        var faults = new Faults { DropAnswer = Faults.First(1, Faults.IsAppend) };
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults), other = store.OpenAgain(null);
        int appends = 0;
        faults.Before = async request =>
        {
            // The repetition finds six entries more, in the next segment even.
            if (Faults.IsAppend(request) && ++appends == 2)
            {
                for (int i = 1; i <= 6; i++)
                {
                    Assert.True(await other.Logs.AppendAsync(Run, i, [new RunCancelled("theirs")], default));
                }
            }
        };
        Assert.True(await store.Logs.AppendAsync(Run, 0, [new RunCancelled("ours")], default));
        await AssertLogAsync(store, "ours", "theirs", "theirs", "theirs", "theirs", "theirs", "theirs");
        Assert.False(await store.Logs.AppendAsync(Run, 1, [new RunCancelled("late")], default));
        Assert.True(await store.Logs.AppendAsync(Run, 7, [new RunCancelled("next")], default));
    }

    [Fact]
    public async Task An_append_is_refused_when_another_writer_of_the_very_same_event_was_faster()
    {
        var faults = new Faults();
        var clock = new Testing.ManualTime();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults, time: clock), other = store.OpenAgain(null);
        RunEvent[] same = [new RunCancelled("same")];
        Assert.True(await store.Logs.AppendAsync(Run, 0, same, default));
        bool theirs = false;
        faults.Before = async request => theirs = theirs || (Faults.IsAppend(request) && await other.Logs.AppendAsync(Run, 1, same, default));
        Assert.False(await store.Logs.AppendAsync(Run, 1, same, default));
        Assert.True(theirs);
        await AssertLogAsync(store, "same", "same");
    }

    [Fact]
    public async Task An_append_whose_outcome_cant_be_found_out_is_neither_done_nor_refused()
    {
        var faults = new Faults { DropAnswer = Faults.IsAppend };
        await using AzureTestStore store = await AzureTestStore.OpenAsync(faults: faults), other = store.OpenAgain(null);
        faults.DropRequest = request => request.Method == RequestMethod.Get && request.Uri.Query.Length == 0;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Logs.AppendAsync(Run, 0, [new RunCancelled("0")], default));
        await AssertLogAsync(other, "0");

        // Whoever asks again learns that the log has gone on, reads it, and finds its own event there.
        faults.DropAnswer = faults.DropRequest = _ => false;
        Assert.False(await store.Logs.AppendAsync(Run, 0, [new RunCancelled("0")], default));
        Assert.True(await store.Logs.AppendAsync(Run, 1, [new RunCancelled("1")], default));
    }

    [Fact]
    public async Task A_segment_that_was_begun_by_somebody_who_crashed_then_is_used_by_the_next()
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync(), other = store.OpenAgain(null);
        for (int i = 0; i < AzureTestStore.MostBlocks; i++)
        {
            Assert.True(await store.Logs.AppendAsync(Run, i, [new RunCancelled($"{i}")], default));
        }
        await store.Raw.GetAppendBlobClient($"runs/{Run}/log/000001").CreateAsync();

        Assert.Equal(AzureTestStore.MostBlocks - 1, (await other.Logs.LastAsync(Run, default))!.Sequence);
        Assert.True(await other.Logs.AppendAsync(Run, AzureTestStore.MostBlocks, [new RunCancelled("theirs")], default));
        Assert.False(await store.Logs.AppendAsync(Run, AzureTestStore.MostBlocks, [new RunCancelled("ours")], default));
        Assert.Equal("theirs", ((RunCancelled)(await store.Logs.ReadAsync(Run, default))[^1].Event).Reason);
    }

    [Fact]
    public async Task A_log_of_many_segments_is_appended_to_and_asked_for_its_end_without_reading_it()
    {
        var faults = new Faults();
        await using AzureTestStore store = await AzureTestStore.OpenAsync(), other = store.OpenAgain(faults);
        string text = new('x', 30_000);
        for (int i = 0; i < 4 * AzureTestStore.MostBlocks; i++)
        {
            Assert.True(await store.Logs.AppendAsync(Run, i, [new RunCancelled(text)], default));
        }
        Assert.Equal(4 * AzureTestStore.MostBlocks - 1, (await other.Logs.LastAsync(Run, default))!.Sequence);
        Assert.True(await other.Logs.AppendAsync(Run, 4 * AzureTestStore.MostBlocks, [new RunCompleted()], default));
        Assert.InRange(faults.Seen.Where(seen => seen.Request.StartsWith("GET", StringComparison.Ordinal)).Sum(seen => seen.AnswerBytes), 30_000, 200_000);
        Assert.Equal(5, (await store.NamesAsync()).Count);
    }

    static async Task AssertLogAsync(AzureTestStore store, params string[] texts)
    {
        IReadOnlyList<RunLogEntry> entries = await store.Logs.ReadAsync(Run, default);
        Assert.Equal(texts, entries.Select(entry => ((RunCancelled)entry.Event).Reason));
    }
}
