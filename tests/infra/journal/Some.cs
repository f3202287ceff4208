using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Journal.Tests;

/// <summary>Journals and records to test with.</summary>
static class Some
{
    public const string Key = "a key that nobody guesses";

    public static readonly JournalWriter Writer = new("host:1", "1.0", new NumericsFingerprint("p", "i", "t", "l", "cpu", 1), "memory");

    public static readonly DateTimeOffset Start = new(2100, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static MessageJournal Journal(IJournalStore store, JournalOptions? options = null, JournalWriter? writer = null) =>
        new(store, options ?? new JournalOptions(), () => writer ?? Writer, () => { }, TimeProvider.System, NullLogger<MessageJournal>.Instance);

    public static JournalEntry Entry(int number) => new()
    {
        Time = Start + TimeSpan.FromSeconds(number),
        Act = (JournalAct)(number % 4),
        MessageId = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        MessageType = "MineShard",
        Address = "mining",
        RunId = "run-1",
        Stage = "adpo/2/mine",
        Item = $"item-{number}",
        Outcome = number % 4 == 3 ? JournalOutcome.Faulted : null,
        Duration = number % 4 == 3 ? TimeSpan.FromMilliseconds(number) : null,
        Reason = number % 4 == 3 ? "It broke: \u00e4\u4e2d" : null,
        Headers = [new("Content-Type", "application/json"), new("empty", "")],
        Envelope = Encoding.UTF8.GetBytes($$"""{"messageId":"{{number}}"}"""),
    };

    /// <summary>Writes records, a few in each block.</summary>
    public static async Task WriteAsync(MessageJournal journal, int count, int perBlock = 3)
    {
        for (int i = 0; i < count; i++)
        {
            JournalTicket ticket = journal.Add(Entry(i));
            if (i % perBlock == perBlock - 1)
            {
                await journal.WrittenAsync(ticket, default);
            }
        }
    }

    /// <summary>A completed journal of so many records.</summary>
    public static async Task<MemoryJournalStore> RecordedAsync(int count, JournalOptions? options = null)
    {
        var store = new MemoryJournalStore();
        await using MessageJournal journal = Journal(store, options);
        await WriteAsync(journal, count);
        return store;
    }

    /// <summary>All records and all damage of a store.</summary>
    public static async Task<(List<JournalRecord> Records, List<JournalDamage> Damage)> ReadAsync(IJournalStore store, JournalFilter? filter = null, JournalOptions? options = null)
    {
        var (records, damage) = (new List<JournalRecord>(), new List<JournalDamage>());
        await foreach (JournalRecord record in new JournalReader(store, options ?? new JournalOptions()).ReadAsync(filter ?? JournalFilter.All, damage.Add, default))
        {
            records.Add(record);
        }
        return (records, damage);
    }
}
