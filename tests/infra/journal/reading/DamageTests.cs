using System.Buffers.Binary;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Journal.Tests.Reading;

/// <summary>Whatever is done to a journal is told, with its place; the rest is read.</summary>
public sealed class DamageTests
{
    const int Records = 15, PerBlock = 3, HeaderBytes = 80, DigestBytes = 32;

    // Two segments of several blocks.
    static readonly JournalOptions Small = new() { SegmentBytes = 2500 };

    [Theory]
    [InlineData(null)]
    [InlineData(Some.Key)]
    public async Task Any_bit_that_flips_is_told_with_its_place_and_costs_no_more_than_its_block(string? key)
    {
        JournalOptions options = Small with { Key = key };
        MemoryJournalStore store = await Some.RecordedAsync(Records, options);
        Assert.Equal(2, store.Names.Count);
        foreach (string segment in store.Names)
        {
            byte[] intact = store[segment];
            List<(int From, int To)> blocks = Blocks(intact);
            for (int at = 0; at < intact.Length; at++)
            {
                MemoryJournalStore damaged = store.Copy();
                byte[] bytes = [.. intact];
                bytes[at] ^= (byte)(1 << at % 8);
                damaged[segment] = bytes;

                (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(damaged, options: options);

                (int from, int to) = blocks.FirstOrDefault(block => at >= block.From && at < block.To);
                Assert.True(damage.Any(told => told.Segment == segment && told.Offset >= from && told.Offset <= Math.Max(to, 8)), $"{segment} {at}: {string.Join("; ", damage)}");
                Assert.True(records.Count >= Records - PerBlock, $"{segment} {at}: {records.Count} records");
                AssertGenuine(records);
            }
        }
    }

    [Fact]
    public async Task A_bit_within_a_record_costs_this_record_only()
    {
        MemoryJournalStore store = await Some.RecordedAsync(Records);
        string segment = store.Names[0];
        byte[] bytes = store[segment];
        int at = bytes.AsSpan().IndexOf("item-7"u8);
        bytes[at] ^= 1;

        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(store);

        Assert.Equal(Enumerable.Range(0, Records).Where(number => number != 7), records.Select(record => (int)record.Sequence));
        JournalDamage told = Assert.Single(damage);
        Assert.Equal((segment, 7), (told.Segment, told.Record));
        Assert.InRange(told.Offset, at - 200, at);
    }

    [Fact]
    public async Task Wherever_a_segment_is_cut_off_that_is_told_and_what_is_before_is_read()
    {
        MemoryJournalStore store = await Some.RecordedAsync(Records, Small);
        foreach (string segment in store.Names)
        {
            byte[] intact = store[segment];
            List<(int From, int To)> blocks = Blocks(intact);
            for (int length = 0; length < intact.Length; length++)
            {
                MemoryJournalStore cut = store.Copy();
                cut[segment] = intact[..length];

                (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(cut);

                bool isBoundary = length == 0 || blocks.Any(block => block.To == length);
                // The end of the last segment can't be told from that of a process that was killed; of another one, losing the seal loses nothing.
                bool cannotBeTold = isBoundary && (segment == store.Names[^1] || length == blocks[^1].From);
                Assert.True(cannotBeTold || damage.Any(told => told.Segment == segment && told.Offset <= length), $"{segment} {length}: {string.Join("; ", damage)}");
                AssertGenuine(records);
            }
        }
    }

    [Fact]
    public async Task Blocks_that_are_removed_repeated_or_exchanged_are_told()
    {
        MemoryJournalStore store = await Some.RecordedAsync(Records);
        string segment = store.Names[0];
        byte[] intact = store[segment];
        List<byte[]> blocks = [.. Blocks(intact).Select(block => intact[block.From..block.To])];
        byte[] magic = intact[..8];
        for (int i = 1; i < blocks.Count - 1; i++)
        {
            await AssertToldAsync([.. magic, .. blocks.Where((_, at) => at != i).SelectMany(block => block)], Records - PerBlock, i);
            await AssertToldAsync([.. magic, .. blocks.SelectMany((block, at) => at == i ? block.Concat(block) : block)], Records, i);
        }
        for (int i = 1; i < blocks.Count - 2; i++)
        {
            List<byte[]> exchanged = [.. blocks];
            (exchanged[i], exchanged[i + 1]) = (exchanged[i + 1], exchanged[i]);
            await AssertToldAsync([.. magic, .. exchanged.SelectMany(block => block)], Records - PerBlock, i);
        }

        async Task AssertToldAsync(byte[] bytes, int least, int at)
        {
            MemoryJournalStore changed = store.Copy();
            changed[segment] = bytes;
            (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(changed);
            Assert.True(damage.Count > 0, $"block {at}");
            Assert.Equal(least, records.Count);
            AssertGenuine(records);
        }
    }

    [Fact]
    public async Task Segments_that_are_removed_are_told_except_the_oldest_which_retention_removes()
    {
        MemoryJournalStore store = await Some.RecordedAsync(40, Small);
        Assert.True(store.Names.Count >= 3);

        Assert.Empty((await Some.ReadAsync(Without(store.Names[0]))).Damage);
        Assert.Single((await Some.ReadAsync(Without(store.Names[1]))).Damage);
        Assert.Equal(store.Names[^1], Assert.Single((await Some.ReadAsync(Without(store.Names[^1]))).Damage).Segment);

        MemoryJournalStore Without(string segment)
        {
            MemoryJournalStore rest = store.Copy();
            rest.DeleteAsync(segment, default);
            return rest;
        }
    }

    [Fact]
    public async Task Who_has_no_key_can_not_write_what_verifies()
    {
        MemoryJournalStore forged = await Some.RecordedAsync(Records);
        MemoryJournalStore otherKey = await Some.RecordedAsync(Records, new JournalOptions { Key = "another key, also long" });

        foreach (MemoryJournalStore store in new[] { forged, otherKey })
        {
            var damage = new List<JournalDamage>();
            await new JournalVerification(store, new JournalOptions { Key = Some.Key }).RunAsync(_ => { }, damage.Add, default);
            Assert.Contains("was not written with this key", Assert.Single(damage).What);
        }
    }

    [Fact]
    public async Task Without_the_key_a_journal_is_read_all_the_same()
    {
        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(await Some.RecordedAsync(Records, new JournalOptions { Key = Some.Key }));

        Assert.Equal((Records, 0), (records.Count, damage.Count));
    }

    [Fact]
    public async Task A_message_that_looks_like_a_block_brings_no_records_of_its_own()
    {
        byte[] disguised = (await Some.RecordedAsync(3)) is var other ? other[other.Names[0]] : [];
        var store = new MemoryJournalStore();
        await using (MessageJournal journal = Some.Journal(store))
        {
            journal.Add(Some.Entry(0) with { Envelope = disguised });
            journal.Add(Some.Entry(1));
        }
        byte[] bytes = store[store.Names[0]];
        (int from, _) = Blocks(bytes)[1];
        bytes[from + 78] ^= 1; // the header of the block that holds it

        (List<JournalRecord> records, List<JournalDamage> damage) = await Some.ReadAsync(store);

        Assert.Empty(records);
        Assert.NotEmpty(damage);
    }

    static void AssertGenuine(List<JournalRecord> records)
    {
        Assert.Equal(records.Select(record => record.Sequence).Order().Distinct(), records.Select(record => record.Sequence));
        Assert.All(records, record => Assert.Equal(Encoding.UTF8.GetString(Some.Entry((int)record.Sequence).Envelope.Span), Encoding.UTF8.GetString(record.Envelope.Span)));
    }

    // Where the blocks are, read by the documented layout alone.
    static List<(int From, int To)> Blocks(byte[] segment)
    {
        var blocks = new List<(int, int)>();
        for (int at = 8; at < segment.Length;)
        {
            int end = at + HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(segment.AsSpan(at + 8)) + DigestBytes;
            blocks.Add((at, end));
            at = end;
        }
        return blocks;
    }
}
