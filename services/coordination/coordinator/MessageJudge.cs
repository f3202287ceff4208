using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>
/// Decides which messages count. What counts follows from the run's log and its plan alone, whichever process sent the order: an item's
/// result or failure is wanted while the plan states the item with that execution key and the log has no result of it.
/// </summary>
sealed class MessageJudge(RunView view)
{
    RunState _state = view.State;

    /// <summary>The run's state with the events folded in.</summary>
    public RunState State => _state;

    /// <summary>The events to append, in the order of their messages.</summary>
    public List<RunEvent> Events { get; } = [];

    /// <summary>Items whose inputs are gone.</summary>
    public List<RunMessage.Blocked> Blocked { get; } = [];

    /// <summary>Why each of the others changes nothing.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>Judges messages of a batch as if they came one after the other.</summary>
    public static MessageJudge Of(RunView view, IEnumerable<RunMessage> messages)
    {
        var judge = new MessageJudge(view);
        foreach (RunMessage message in messages)
        {
            judge.Judge(message);
        }
        return judge;
    }

    void Judge(RunMessage message)
    {
        switch (message)
        {
            case RunMessage.Happened { Event: ItemCompleted completed }:
                Take(completed, Reason(new ItemId(completed.Stage, completed.Item), completed.ExecutionKey));
                break;
            case RunMessage.Happened { Event: ItemFailed failed } happened:
                bool late = happened.Generation < _state.Generation;
                Take(failed, late ? IgnoredMessages.Late : Reason(new ItemId(failed.Stage, failed.Item), failed.ExecutionKey));
                break;
            case RunMessage.Happened { Event: ItemVerified verified }:
                Take(verified, Reason(new ItemId(verified.Stage, verified.Item), verified.ExecutionKey, null));
                break;
            case RunMessage.Happened { Event: ItemDisagreed disagreed } happened:
                Take(disagreed, Reason(new ItemId(disagreed.Stage, disagreed.Item), disagreed.ExecutionKey, happened.Generation));
                break;
            case RunMessage.Happened { Event: var other }:
                Take(other, _state.Ending is null ? null : IgnoredMessages.Late);
                break;
            case RunMessage.Retry retry:
                Take(new RunReopened(retry.Reason, view.Overdrawn()), _state.Ending is RunFailed ? null : IgnoredMessages.Late);
                break;
            case RunMessage.Blocked blocked:
                Take(blocked);
                break;
        }
    }

    void Take(RunEvent next, string? ignored)
    {
        RunState applied = ignored is null ? _state.Apply(next) : _state;
        if (ignored is null && applied.Ignored == _state.Ignored)
        {
            Events.Add(next);
            _state = applied;
        }
        else
        {
            Ignored.Add(ignored ?? IgnoredMessages.Duplicate);
        }
    }

    void Take(RunMessage.Blocked blocked)
    {
        if (Verifications.Wants(_state, blocked.Item, blocked.ExecutionKey))
        {
            Blocked.Add(blocked);
            return;
        }
        string? reason = Reason(blocked.Item, blocked.ExecutionKey);
        bool reads = reason is null && view.Wanted(_state, blocked.Item)?.Work.Inputs.Any(input => input.Artifact == blocked.Artifact) == true;
        if (reads)
        {
            Blocked.Add(blocked);
        }
        else
        {
            Ignored.Add(reason ?? IgnoredMessages.Stray);
        }
    }

    // Why a message about the verification of this work is not wanted; null when it is.
    string? Reason(ItemId id, string executionKey, int? generation) =>
        _state.Ending is not null || generation < _state.Generation ? IgnoredMessages.Late
        : Verifications.Wants(_state, id, executionKey) ? null
        : _state.IsFinished(id) ? IgnoredMessages.Duplicate
        : IgnoredMessages.Stray;

    // Why a message about this work is not wanted; null when it is.
    string? Reason(ItemId id, string executionKey) =>
        _state.Ending is not null ? IgnoredMessages.Late
        : _state.IsFinished(id) ? IgnoredMessages.Duplicate
        : view.Wanted(_state, id)?.ExecutionKey == executionKey ? null
        : _state[id.Stage].Failed.ContainsKey(id.Item) ? IgnoredMessages.Duplicate
        : IgnoredMessages.Stray;
}
