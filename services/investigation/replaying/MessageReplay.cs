using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>
/// Replays one recorded message: an order is executed again; for a message to the coordinator the planner decides again, from the log up to
/// what the message led to.
/// </summary>
public sealed class MessageReplay(ReplayContext context)
{
    /// <summary>Replays a message.</summary>
    /// <param name="messageId">The message.</param>
    /// <param name="change">What is changed of its order on purpose.</param>
    /// <param name="progress">Is told of every item that is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">The journal has no such message, or one that nothing follows from.</exception>
    /// <exception cref="ArtifactException">There is no journal.</exception>
    /// <exception cref="EnvelopeException">Its envelope can't be read.</exception>
    public async Task<ReplayReport> RunAsync(
        Guid messageId, OrderChange change, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        Envelope envelope = EnvelopeReader.Read(await FindAsync(messageId, cancellation));
        string subject = $"message {messageId}";
        if (Messages.IsOrder(envelope))
        {
            WorkOrder order = Messages.Order(envelope);
            RecordedReplay replay = await RecordedReplay.OpenAsync(context, order.RunId, cancellation);
            RecordedItem item = await ItemAsync(replay, order, messageId, cancellation);
            var planned = new PlannedReplay(item, await change.ApplyAsync(order, context.Store, cancellation));
            ReplayReport report = replay.Report(subject, await replay.ReplayAsync([planned], progress, cancellation));
            return (await report.WithChangesAsync(context, change.Describe(), cancellation)).Judged();
        }
        RecordedReplay decided = await RecordedReplay.OpenAsync(context, DecisionReplay.RunOf(envelope), cancellation);
        var pipeline = await decided.Run.PipelineAsync(context.Store, context.Pipelines, [], cancellation);
        return (decided.Report(subject, []) with { Decisions = [new DecisionReplay(decided.Run, pipeline, context.Catalog).Decide(envelope)] }).Judged();
    }

    async Task<ReadOnlyMemory<byte>> FindAsync(Guid messageId, CancellationToken cancellation)
    {
        IJournalReader journal = context.Journal
            ?? throw new ArtifactException("There is no journal in this store, so a message can't be replayed. Replay the item: `rampart replay RUN --stage STAGE --item ITEM`.");
        JournalDamage? damage = null;
        await foreach (JournalRecord record in journal.ReadAsync(new JournalFilter { MessageId = messageId }, found => damage ??= found, cancellation))
        {
            if (!record.Envelope.IsEmpty)
            {
                return record.Envelope;
            }
        }
        throw new InvestigationException(damage is null
            ? $"The journal has no message {messageId}. `rampart journal ls` lists what it has."
            : $"The journal has no message {messageId}, and it is damaged (segment {damage.Segment}, byte {damage.Offset}: {damage.What}), so the message may have been there.");
    }

    // The last that came of this work, by whichever copy of the order.
    static async Task<RecordedItem> ItemAsync(RecordedReplay replay, WorkOrder order, Guid messageId, CancellationToken cancellation)
    {
        var selection = new ItemSelection { Stage = order.Stage, Item = order.Item };
        RecordedItem? ended = (await replay.FindAsync(selection, cancellation))
            .FirstOrDefault(item => item.Order.Stage == order.Stage && item.Order.ExecutionKey == order.ExecutionKey);
        return ended is null
            ? new RecordedItem(order, RecordSource.Journal, messageId, null, null, Circumstances.Unknown)
            : ended with { Order = order, Source = RecordSource.Journal, MessageId = messageId };
    }
}
