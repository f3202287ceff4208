using System.Runtime.CompilerServices;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Investigation.Tests;

/// <summary>A journal in memory.</summary>
sealed class MemoryJournal : IJournalReader
{
    static readonly JournalWriter Coordinator = new("coordinator:1", "0.1.0", null, "memory");

    public List<JournalRecord> Records { get; } = [];

    public List<JournalDamage> Damage { get; } = [];

    /// <summary>Something happened to an order or answer of an item.</summary>
    public JournalRecord Add(
        DateTimeOffset time, JournalAct act, string type, string runId, string stage, string item, Guid id = default, string? worker = null, JournalOutcome? outcome = null)
    {
        var record = new JournalRecord
        {
            Writer = worker is null ? Coordinator : new JournalWriter(worker, "0.1.0", null, "memory"),
            Sequence = Records.Count,
            Time = time,
            Act = act,
            MessageId = id,
            MessageType = type,
            Address = "queue",
            RunId = runId,
            Stage = stage,
            Item = item,
            Outcome = outcome,
        };
        Records.Add(record);
        return record;
    }

    public async IAsyncEnumerable<JournalRecord> ReadAsync(
        JournalFilter filter, Action<JournalDamage> damaged, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        Damage.ForEach(damaged);
        foreach (JournalRecord record in Records.Where(filter.Passes).OrderBy(record => record.Time))
        {
            yield return record;
        }
    }
}
