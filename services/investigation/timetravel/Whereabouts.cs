using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>Follows the orders of a run's unsettled items through the journal.</summary>
sealed class Whereabouts
{
    readonly RunState _state;
    readonly Dictionary<ItemId, DateTimeOffset> _wantedSince = [];
    readonly Dictionary<string, DateTimeOffset> _stageReopened = new(StringComparer.Ordinal);
    readonly Dictionary<ItemId, WorkUnderWay> _found = [];

    /// <summary>Follows what is unsettled after these entries.</summary>
    public Whereabouts(IEnumerable<RunLogEntry> log, RunState state)
    {
        _state = state;
        foreach (RunLogEntry entry in log)
        {
            if (entry.Event is ItemLost lost)
            {
                _wantedSince[new ItemId(lost.Stage, lost.Item)] = entry.Time;
            }
            else if (entry.Event is RunReopened reopened)
            {
                foreach (string stage in reopened.Stages)
                {
                    _stageReopened[stage] = entry.Time;
                }
            }
        }
    }

    /// <summary>What is known.</summary>
    public IEnumerable<WorkUnderWay> All => _found.Values;

    /// <summary>Notes what happened to a message, in the order of the journal.</summary>
    public void Take(JournalRecord record)
    {
        if (record is not { Stage: { } stage, Item: { } item } || !WorkMessages.IsOrder(record.MessageType))
        {
            return;
        }
        var id = new ItemId(stage, item);
        if (!_state[stage].IsSettled(item) && IsWanted(id, record.Time) && PhaseOf(record) is { } phase)
        {
            string? worker = phase is WorkPhase.Ordered ? null : record.Writer.Worker;
            _found[id] = new WorkUnderWay(id, phase, worker, record.Time, "journal");
        }
    }

    // What happened to an item before its result was lost, or its failure forgotten, is over.
    bool IsWanted(ItemId id, DateTimeOffset time) =>
        time >= _wantedSince.GetValueOrDefault(id) && time >= _stageReopened.GetValueOrDefault(id.Stage);

    static WorkPhase? PhaseOf(JournalRecord record) => (record.Act, record.Outcome) switch
    {
        (JournalAct.Sent, _) or (JournalAct.Ended, JournalOutcome.Returned) => WorkPhase.Ordered,
        (JournalAct.Arrived or JournalAct.Retried, _) => WorkPhase.Computing,
        (JournalAct.Ended, JournalOutcome.Consumed) => WorkPhase.Answered,
        (JournalAct.Ended, _) => WorkPhase.Faulted,
        _ => null,
    };
}
