using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Bus.Tests.Journaling;

/// <summary>Reads the journal of a test's store.</summary>
static class JournalOfTest
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(60);

    public static IJournalReader Reader(string store) => new JournalReader(new FileJournalStore(StoreFolder.Open(store)), new JournalOptions());

    /// <summary>All its records; fails when anything is damaged.</summary>
    public static async Task<IReadOnlyList<JournalRecord>> Read(string store, JournalFilter? filter = null)
    {
        var records = new List<JournalRecord>();
        await foreach (JournalRecord record in Reader(store).ReadAsync(filter ?? JournalFilter.All, damage => Assert.Fail(damage.ToString()), default))
        {
            records.Add(record);
        }
        return records;
    }

    /// <summary>The records, when they are as wanted.</summary>
    public static async Task<IReadOnlyList<JournalRecord>> When(string store, Func<IReadOnlyList<JournalRecord>, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            IReadOnlyList<JournalRecord> records = await Read(store);
            if (wanted(records))
            {
                return records;
            }
            await Task.Delay(Pause, patience.Token);
        }
    }
}
