using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Journal.Tests.Writing;

public sealed class WritingTests
{
    [Fact]
    public async Task Whoever_waits_for_a_record_waits_until_a_store_that_is_away_is_back_and_nothing_is_lost()
    {
        var store = new MemoryJournalStore();
        var failures = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isAway = false;
        store.Fail = _ =>
        {
            if (isAway)
            {
                failures.TrySetResult();
                throw new IOException("No space left on device");
            }
        };
        await using MessageJournal journal = Some.Journal(store);
        await Some.WriteAsync(journal, 6);
        isAway = true;
        var waiting = new List<Task>();
        for (int number = 6; number < 20; number++)
        {
            waiting.Add(journal.WrittenAsync(journal.Add(Some.Entry(number)), default).AsTask());
        }
        await failures.Task;
        Assert.False(waiting[^1].IsCompleted);

        isAway = false;
        await Task.WhenAll(waiting);

        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(store);
        Assert.Equal((20, 0), (records.Count, damage.Count));
    }

    [Fact]
    public async Task A_segment_that_the_store_refuses_is_given_up_for_another_one()
    {
        var store = new MemoryJournalStore();
        store.Fail = append =>
        {
            if (append == 2)
            {
                throw new ArtifactException("Somebody removed it.");
            }
        };
        await using (MessageJournal journal = Some.Journal(store))
        {
            await Some.WriteAsync(journal, 9);
        }

        Assert.Equal(2, store.Names.Count);
        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(store);
        Assert.Equal((9, 0), (records.Count, damage.Count));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_is_let_go_while_the_store_is_away()
    {
        var store = new MemoryJournalStore { Fail = _ => throw new IOException("away") };
        MessageJournal journal = Some.Journal(store);
        using var patience = new CancellationTokenSource();
        ValueTask waiting = journal.WrittenAsync(journal.Add(Some.Entry(0)), patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.AsTask());
        store.Fail = _ => { };
        await journal.DisposeAsync();
        Assert.Single((await Some.ReadAsync(store)).Records);
    }

    [Fact]
    public async Task Many_who_wait_at_once_share_writes_and_keep_their_order()
    {
        const int threads = 8, each = 500;
        var store = new MemoryJournalStore();
        await using (MessageJournal journal = Some.Journal(store))
        {
            await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
            {
                for (int i = 0; i < each; i++)
                {
                    await journal.WrittenAsync(journal.Add(Some.Entry(i) with { Item = $"{thread}" }), default);
                }
            })));
        }

        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(store);

        Assert.Empty(damage);
        Assert.Equal(Enumerable.Range(0, threads * each).Select(number => (long)number), records.Select(record => record.Sequence));
        Assert.True(store.Appends < threads * each, $"{store.Appends} writes");
        Assert.All(records.GroupBy(record => record.Item), thread => Assert.Equal(thread.Select(record => record.Time).Order(), thread.Select(record => record.Time)));
    }

    [Fact]
    public async Task What_nobody_waits_for_is_written_soon()
    {
        var store = new MemoryJournalStore();
        await using MessageJournal journal = Some.Journal(store);
        journal.Add(Some.Entry(0));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Some.ReadAsync(store)).Records.Count == 0)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
