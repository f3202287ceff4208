using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>Follows every message from where it was sent to where it arrived.</summary>
static class DeliveryAudit
{
    public static IEnumerable<AuditFinding> Of(RecordedRun run, RunJournal journal)
    {
        // Progress is for people: it may be lost, and nothing depends on it.
        foreach (IGrouping<Guid, JournalRecord> message in journal.Records.Where(record => record.MessageType != nameof(WorkItemProgressed)).GroupBy(record => record.MessageId))
        {
            List<JournalRecord> arrived = [.. message.Where(record => record.Act == JournalAct.Arrived)];
            if (arrived.Count == 0 && message.FirstOrDefault(record => record.Act == JournalAct.Sent) is { } sent)
            {
                yield return NeverArrived(run, sent);
            }
            // What a process publishes to all arrives on a queue of each.
            foreach (IGrouping<string, JournalRecord> queue in arrived.GroupBy(record => record.Address).Where(queue => queue.Count() > 1))
            {
                yield return DeliveredTwice([.. queue]);
            }
            foreach (JournalRecord dead in message.Where(record => record.Outcome == JournalOutcome.DeadLettered))
            {
                yield return Findings.Of(
                    AuditKind.DeadLettered, Findings.OfLoss(run),
                    $"{Name(dead)} went to the dead letters of {dead.Address}, as {Findings.Seen(dead)} tells: {dead.Reason ?? "no reason given"}.", dead);
            }
            if (arrived.Count > 0 && journal.Orders.TryGetValue(message.Key, out WorkOrder? order) && !journal.IsAnswered(order.Stage, order.Item))
            {
                yield return Findings.Of(
                    AuditKind.NeverAnswered, Findings.OfLoss(run), $"{Name(arrived[^1])} arrived at {Findings.Seen(arrived[^1])}, and the journal has no answer to it.", arrived[^1]);
            }
        }
    }

    // That a run has ended is told to whoever still listens; a process that ends with the run may not hear of it.
    static AuditFinding NeverArrived(RecordedRun run, JournalRecord sent) => Findings.Of(
        AuditKind.NeverArrived, sent.MessageType == nameof(RunFinished) ? AuditSeverity.Notice : Findings.OfLoss(run),
        $"{Name(sent)} was sent to {sent.Address} by {Findings.Seen(sent)} and has arrived nowhere.", sent);

    static AuditFinding DeliveredTwice(IReadOnlyList<JournalRecord> arrived) => Findings.Of(
        AuditKind.DeliveredTwice, AuditSeverity.Notice,
        string.Create(CultureInfo.InvariantCulture, $"{Name(arrived[0])} was delivered {arrived.Count} times on {arrived[0].Address}: to {string.Join(", to ", arrived.Select(Findings.Seen))}."),
        arrived[^1]);

    static string Name(JournalRecord record) =>
        $"{record.MessageType} {record.MessageId}{(record.Stage is null ? "" : $" ({Findings.Name(record.Stage, record.Item ?? "")})")}";
}
