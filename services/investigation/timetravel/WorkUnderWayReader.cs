using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;

namespace Rampart.Investigation;

/// <summary>Finds out who worked on what at some moment, which a run's log does not say.</summary>
/// <param name="results">Where execution records are.</param>
/// <param name="journal">The journal of messages; null when there is none.</param>
public sealed class WorkUnderWayReader(IResultStore results, IJournalReader? journal)
{
    /// <summary>How many of the items that were finished next are looked at.</summary>
    public const int MostRecords = 10_000;

    /// <summary>What is known, in the order of stages and items. Execution records tell of work that came to an end; the journal tells more.</summary>
    /// <param name="run">The run.</param>
    /// <param name="snapshot">The moment.</param>
    /// <param name="damaged">Is told of what can't be read in the journal.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<WorkUnderWay>> ReadAsync(
        RunReading run, RunSnapshot snapshot, Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        if (snapshot.State.Ending is not null)
        {
            return [];
        }
        Dictionary<ItemId, WorkUnderWay> found = await FromRecordsAsync(run, snapshot, cancellation);
        foreach (WorkUnderWay work in await FromJournalAsync(run, snapshot, damaged, cancellation))
        {
            found[work.Id] = work;
        }
        return [.. found.Values.OrderBy(work => work.Id.Stage, StringComparer.Ordinal).ThenBy(work => work.Id.Item, StringComparer.Ordinal)];
    }

    async Task<Dictionary<ItemId, WorkUnderWay>> FromRecordsAsync(RunReading run, RunSnapshot snapshot, CancellationToken cancellation)
    {
        DateTimeOffset time = snapshot.Moment.Time;
        IEnumerable<ItemCompleted> later = run.Log.Skip((int)snapshot.Moment.Sequence + 1)
            .Select(entry => entry.Event).OfType<ItemCompleted>()
            .Where(item => !snapshot.State[item.Stage].IsSettled(item.Item))
            .DistinctBy(item => (item.Stage, item.Item)).Take(MostRecords);
        var found = new Dictionary<ItemId, WorkUnderWay>();
        await foreach ((ItemCompleted item, ExecutionRecord? record) in ReadAhead.ReadAsync(
            later, (item, c) => results.FindRecordAsync(item.ExecutionKey, c), cancellation))
        {
            if (record is not null && record.StartedAt <= time && time < record.StartedAt + record.Duration)
            {
                var id = new ItemId(item.Stage, item.Item);
                found[id] = new WorkUnderWay(id, WorkPhase.Computing, record.Worker, record.StartedAt, "execution record");
            }
        }
        return found;
    }

    async Task<IEnumerable<WorkUnderWay>> FromJournalAsync(
        RunReading run, RunSnapshot snapshot, Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        if (journal is null)
        {
            return [];
        }
        var whereabouts = new Whereabouts(run.Log.Take((int)snapshot.Moment.Sequence + 1), snapshot.State);
        var filter = new JournalFilter { RunId = run.Id, To = snapshot.Moment.Time + TimeSpan.FromTicks(1), WithEnvelopes = false };
        await foreach (JournalRecord record in journal.ReadAsync(filter, damaged, cancellation))
        {
            whereabouts.Take(record);
        }
        return whereabouts.All;
    }
}
