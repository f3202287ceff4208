using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Journal;

namespace Rampart.Investigation;

/// <summary>Finds the messages that caused the steps of a lineage. Where the journal does not have them, their ids follow from the items all the same.</summary>
/// <param name="journal">The journal; null when there is none.</param>
sealed class MessageTrails(IJournalReader? journal)
{
    /// <summary>Tells every step the messages by which it was computed: those of the run that computed it.</summary>
    public async Task FillAsync(string runId, IReadOnlyList<LineageStep> steps, Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        foreach (IGrouping<string, LineageStep> computed in steps.GroupBy(step => step.Circumstances?.RunId ?? runId))
        {
            Dictionary<ItemId, LineageStep> wanted = computed.DistinctBy(PlaceOf).ToDictionary(PlaceOf);
            Dictionary<ItemId, (JournalRecord? Order, JournalRecord? Answer)> found = await FindAsync(computed.Key, wanted, damaged, cancellation);
            foreach (LineageStep step in computed)
            {
                step.Messages = Messages(computed.Key, step, found.GetValueOrDefault(PlaceOf(step)));
            }
        }
    }

    // Another run may have named the stage otherwise.
    static ItemId PlaceOf(LineageStep step) => step.Circumstances is { } record ? new ItemId(record.Stage, record.Item) : step.Id;

    async Task<Dictionary<ItemId, (JournalRecord? Order, JournalRecord? Answer)>> FindAsync(
        string runId, Dictionary<ItemId, LineageStep> wanted, Action<JournalDamage> damaged, CancellationToken cancellation)
    {
        var found = new Dictionary<ItemId, (JournalRecord? Order, JournalRecord? Answer)>();
        if (journal is null)
        {
            return found;
        }
        var filter = new JournalFilter { RunId = runId, Act = JournalAct.Sent, WithEnvelopes = false };
        await foreach (JournalRecord record in journal.ReadAsync(filter, damaged, cancellation))
        {
            if (record is not { Stage: { } stage, Item: { } item } || new ItemId(stage, item) is var id && !wanted.ContainsKey(id))
            {
                continue;
            }
            (JournalRecord? order, JournalRecord? answer) = found.GetValueOrDefault(id);
            if (WorkMessages.IsOrder(record.MessageType))
            {
                found[id] = (order ?? record, answer);
            }
            else if (record.MessageType == nameof(WorkItemCompleted))
            {
                found[id] = (order, answer ?? record);
            }
        }
        return found;
    }

    static StepMessages Messages(string runId, LineageStep step, (JournalRecord? Order, JournalRecord? Answer) found)
    {
        ItemId place = PlaceOf(step);
        return new StepMessages(Trace(found.Order, MessageIds.Order), Trace(found.Answer, MessageIds.Completed));

        MessageTrace Trace(JournalRecord? record, string what) => record is null
            ? new MessageTrace(MessageIds.OfItem(what, runId, place.Stage, place.Item, step.ExecutionKey, step.Generation))
            : new MessageTrace(record.MessageId, record.MessageType, record.Time, record.Writer.Worker);
    }
}
