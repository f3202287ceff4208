using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares the orders that were journaled with those that the plan states.</summary>
static class OrderAudit
{
    public static IEnumerable<AuditFinding> Of(RecordedRun run, RunJournal journal, IReadOnlyList<WorkOrder> planned)
    {
        HashSet<(string, string, string)> sent = [.. journal.Orders.Values.Select(Place)];
        foreach (WorkOrder order in planned.DistinctBy(Place).Where(order => !sent.Contains(Place(order))))
        {
            yield return new AuditFinding(
                AuditKind.NeverOrdered, Findings.OfLoss(run),
                $"The plan wants {Findings.Name(order.Stage, order.Item)} (execution key {order.ExecutionKey}), and the journal has no order of it.",
                order.Stage, order.Item, null, null, null);
        }
        HashSet<(string, string, string)> wanted = [.. planned.Select(Place)];
        foreach ((Guid id, WorkOrder order) in journal.Orders.Where(entry => !wanted.Contains(Place(entry.Value))))
        {
            yield return new AuditFinding(
                AuditKind.NotPlanned, AuditSeverity.Contradiction,
                $"Message {id} orders {Findings.Name(order.Stage, order.Item)} with execution key {order.ExecutionKey}, which the plan does not state.",
                order.Stage, order.Item, id, null, null);
        }
    }

    static (string Stage, string Item, string Key) Place(WorkOrder order) => (order.Stage, order.Item, order.ExecutionKey);
}
