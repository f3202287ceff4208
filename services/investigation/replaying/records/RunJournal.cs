using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>What the journal has of one run, decoded. Envelopes are not kept, so a run weighs what its orders weigh.</summary>
public sealed class RunJournal
{
    readonly List<JournalRecord> _records = [];
    readonly Dictionary<Guid, WorkOrder> _orders = [];
    readonly Dictionary<Guid, WorkItemCompleted> _completed = [];
    readonly Dictionary<Guid, WorkItemFailed> _failed = [];
    readonly HashSet<(string?, string?)> _answered = [];
    readonly List<JournalRecord> _contradictions = [];
    readonly List<JournalDamage> _damage = [];
    readonly List<(JournalRecord Record, EnvelopeException Fault)> _unreadable = [];

    RunJournal()
    {
    }

    /// <summary>All records of the run without their envelopes, those of one process in its order.</summary>
    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>The orders by message id.</summary>
    public IReadOnlyDictionary<Guid, WorkOrder> Orders => _orders;

    /// <summary>The results that were told, by message id.</summary>
    public IReadOnlyDictionary<Guid, WorkItemCompleted> Completed => _completed;

    /// <summary>The failures that were told, by message id.</summary>
    public IReadOnlyDictionary<Guid, WorkItemFailed> Failed => _failed;

    /// <summary>Copies of a told result that name other outputs than its first copy.</summary>
    public IReadOnlyList<JournalRecord> Contradictions => _contradictions;

    /// <summary>Whether somebody has told what came of an item.</summary>
    public bool IsAnswered(string stage, string item) => _answered.Contains((stage, item));

    /// <summary>The parts of the journal that can't be read.</summary>
    public IReadOnlyList<JournalDamage> Damage => _damage;

    /// <summary>The records whose envelopes can't be read, with what is wrong.</summary>
    public IReadOnlyList<(JournalRecord Record, EnvelopeException Fault)> Unreadable => _unreadable;

    /// <summary>Reads all records of a run; null when there is none.</summary>
    /// <exception cref="Artifacts.StoreUnavailableException">The store can't be reached at the moment.</exception>
    public static async Task<RunJournal?> ReadAsync(IJournalReader reader, string runId, CancellationToken cancellation)
    {
        var journal = new RunJournal();
        await foreach (JournalRecord record in reader.ReadAsync(new JournalFilter { RunId = runId }, journal._damage.Add, cancellation))
        {
            journal.Add(record);
        }
        return journal._records.Count > 0 ? journal : null;
    }

    void Add(JournalRecord record)
    {
        _records.Add(record with { Envelope = default, Headers = NoHeaders });
        if (WorkMessages.IsAnswer(record.MessageType))
        {
            _answered.Add((record.Stage, record.Item));
        }
        if (record.Envelope.IsEmpty || _orders.ContainsKey(record.MessageId) || _failed.ContainsKey(record.MessageId))
        {
            return;
        }
        try
        {
            Decode(record, EnvelopeReader.Read(record.Envelope));
        }
        catch (EnvelopeException e)
        {
            _unreadable.Add((_records[^1], e));
        }
    }

    static IReadOnlyDictionary<string, string> NoHeaders { get; } = new Dictionary<string, string>();

    void Decode(JournalRecord record, Envelope envelope)
    {
        switch (record.MessageType)
        {
            case nameof(WorkItemCompleted):
                WorkItemCompleted completed = Messages.Completed(envelope);
                if (!_completed.TryAdd(record.MessageId, completed) && !_completed[record.MessageId].Outputs.SequenceEqual(completed.Outputs))
                {
                    _contradictions.Add(_records[^1]);
                }
                break;
            case nameof(WorkItemFailed):
                _failed[record.MessageId] = Messages.Failed(envelope);
                break;
            // A verification repeats an item's order and leads to no result.
            case var _ when Messages.IsOrder(envelope) && Messages.Order(envelope) is { Verify: null } order:
                _orders[record.MessageId] = order;
                break;
        }
    }
}
