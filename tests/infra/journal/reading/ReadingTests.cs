using Rampart.Contracts;

namespace Rampart.Journal.Tests.Reading;

public sealed class ReadingTests
{
    [Fact]
    public async Task Records_are_read_as_they_were_added()
    {
        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(await Some.RecordedAsync(20));

        Assert.Empty(damage);
        Assert.Equal(20, records.Count);
        Assert.All(records, record =>
        {
            JournalEntry entry = Some.Entry((int)record.Sequence);
            Assert.Equal(Some.Writer, record.Writer);
            Assert.Equal(
                (entry.Time, entry.Act, entry.MessageId, entry.MessageType, entry.Address, entry.RunId, entry.Stage, entry.Item, entry.Outcome, entry.Duration, entry.Reason),
                (record.Time, record.Act, record.MessageId, record.MessageType, record.Address, record.RunId, record.Stage, record.Item, record.Outcome, record.Duration, record.Reason));
            Assert.Equal(entry.Headers!.ToDictionary(), record.Headers);
            Assert.Equal(entry.Envelope.ToArray(), record.Envelope.ToArray());
        });
    }

    [Fact]
    public async Task A_filter_is_asked_for_every_record_and_envelopes_are_left_out_on_request()
    {
        MemoryJournalStore store = await Some.RecordedAsync(20);
        var filter = new JournalFilter { Act = JournalAct.Ended, From = Some.Start + TimeSpan.FromSeconds(4), WithEnvelopes = false };

        (List<JournalRecord> records, _) = await Some.ReadAsync(store, filter);

        Assert.Equal([7, 11, 15, 19], records.Select(record => record.Sequence));
        Assert.All(records, record => Assert.Equal(0, record.Envelope.Length));
        Assert.Single((await Some.ReadAsync(store, new JournalFilter { MessageId = Some.Entry(5).MessageId })).Records);
    }

    [Fact]
    public async Task Segments_that_end_before_or_begin_after_the_time_range_are_not_opened()
    {
        MemoryJournalStore store = await Some.RecordedAsync(5);
        store["20200101T000000000Z-0123456789abcdef-000000"] = [1, 2, 3];

        Assert.NotEmpty((await Some.ReadAsync(store)).Damage);
        Assert.Empty((await Some.ReadAsync(store, new JournalFilter { To = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero) })).Damage);
        Assert.Empty((await Some.ReadAsync(store, new JournalFilter { From = Some.Start + TimeSpan.FromDays(2) })).Damage);
    }

    [Fact]
    public async Task The_records_of_two_processes_are_merged_by_time_and_each_keeps_its_order()
    {
        var store = new MemoryJournalStore();
        await using (MessageJournal one = Some.Journal(store), two = Some.Journal(store, writer: Some.Writer with { Worker = "host:2" }))
        {
            foreach (int number in new[] { 0, 2, 1, 6 })
            {
                one.Add(Some.Entry(number));
            }
            foreach (int number in new[] { 3, 4, 5 })
            {
                two.Add(Some.Entry(number));
            }
        }

        (List<JournalRecord> records, _) = await Some.ReadAsync(store);

        Assert.Equal(["item-0", "item-2", "item-1", "item-3", "item-4", "item-5", "item-6"], records.Select(record => record.Item));
    }

    [Fact]
    public async Task An_envelope_that_is_too_long_to_be_a_message_is_not_kept_and_its_record_says_so()
    {
        var store = new MemoryJournalStore();
        await using (MessageJournal journal = Some.Journal(store))
        {
            journal.Add(Some.Entry(0) with { Envelope = new byte[(8 << 20) + 1] });
            journal.Add(Some.Entry(1) with { Envelope = new byte[8 << 20] });
        }

        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(store);

        Assert.Empty(damage);
        Assert.Equal([0, 8 << 20], records.Select(record => record.Envelope.Length));
        Assert.Contains("8388609 bytes is not kept", records[0].Reason);
    }

    [Fact]
    public async Task A_tail_brings_what_is_written_after_it_began()
    {
        var store = new MemoryJournalStore();
        await using MessageJournal journal = Some.Journal(store);
        await journal.WrittenAsync(journal.Add(Some.Entry(0)), default);
        var tail = new JournalTail(store, new JournalOptions(), TimeProvider.System);
        await using IAsyncEnumerator<JournalRecord> records = tail.FollowAsync(
            new JournalFilter { From = Some.Start + TimeSpan.FromSeconds(1) }, damage => Assert.Fail(damage.ToString()), default).GetAsyncEnumerator();
        ValueTask<bool> next = records.MoveNextAsync();
        journal.Add(Some.Entry(1));
        journal.Add(Some.Entry(2));

        Assert.True(await next);
        Assert.Equal(1, records.Current.Sequence);
        Assert.True(await records.MoveNextAsync());
        Assert.Equal(2, records.Current.Sequence);
    }
}
