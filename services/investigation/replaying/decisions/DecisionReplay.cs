using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Pipeline;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>Decides again on a message to the coordinator, and compares with what was decided then.</summary>
sealed class DecisionReplay(RecordedRun run, PipelineDefinition pipeline, StageCatalog catalog)
{
    /// <summary>The run that a message is about.</summary>
    /// <exception cref="InvestigationException">Nothing follows from messages of this type.</exception>
    public static string RunOf(Envelope envelope) => envelope.MessageType switch
    {
        nameof(StartRun) => Messages.Other<StartRun>(envelope).RunId,
        nameof(CancelRun) => Messages.Other<CancelRun>(envelope).RunId,
        nameof(RetryRun) => Messages.Other<RetryRun>(envelope).RunId,
        nameof(PromotionDecided) => Messages.Other<PromotionDecided>(envelope).RunId,
        nameof(RunFinished) => Messages.Other<RunFinished>(envelope).RunId,
        nameof(WorkItemBlocked) => Messages.Other<WorkItemBlocked>(envelope).RunId,
        nameof(WorkItemCompleted) => Messages.Completed(envelope).RunId,
        nameof(WorkItemFailed) => Messages.Failed(envelope).RunId,
        nameof(WorkItemVerified) => Messages.Other<WorkItemVerified>(envelope).RunId,
        nameof(WorkItemDisagreed) => Messages.Other<WorkItemDisagreed>(envelope).RunId,
        var type => throw new InvestigationException(
            $"A message of type {type} decides nothing and orders nothing, so there is nothing to replay. Name an order, an answer, or a command to the coordinator."),
    };

    /// <summary>Decides on a message.</summary>
    public DecisionReport Decide(Envelope envelope)
    {
        Func<RunEvent, bool> leadsTo = Consequence(envelope);
        PlanDecision? decision = null;
        RunEvent? next = null;
        foreach (PlanDecision candidate in PlanHistory.Of(pipeline, catalog, run.Log))
        {
            // What became of the model is written together with the end, and the plan says nothing of it.
            if (decision is not null && candidate.Entry.Event is not (RunPromoted or RunRejected))
            {
                next = candidate.Entry.Event;
                break;
            }
            decision = leadsTo(candidate.Entry.Event) ? candidate : null;
        }
        return decision is null ? Ignored(envelope) : Compared(envelope, decision, next);
    }

    // The events of the log that a message may have led to.
    static Func<RunEvent, bool> Consequence(Envelope envelope)
    {
        switch (envelope.MessageType)
        {
            case nameof(StartRun):
                return happened => happened is RunStarted;
            case nameof(CancelRun):
                return happened => happened is RunCancelled;
            case nameof(RetryRun):
                return happened => happened is RunReopened;
            case nameof(PromotionDecided):
                return happened => happened is RunPromoted or RunRejected;
            case nameof(RunFinished):
                string outcome = Messages.Other<RunFinished>(envelope).Outcome;
                return happened => OutcomeOf(happened) == outcome;
            case nameof(WorkItemBlocked):
                string digest = Messages.Other<WorkItemBlocked>(envelope).Artifact.Digest;
                return happened => happened is ItemLost lost && lost.Artifact.Digest == digest;
            case nameof(WorkItemVerified):
                var verified = Messages.Other<WorkItemVerified>(envelope);
                return happened => happened is ItemVerified item && (item.Stage, item.Item, item.ExecutionKey) == (verified.Stage, verified.Item, verified.ExecutionKey);
            case nameof(WorkItemDisagreed):
                var disagreed = Messages.Other<WorkItemDisagreed>(envelope);
                return happened => happened is ItemDisagreed item && (item.Stage, item.Item, item.ExecutionKey) == (disagreed.Stage, disagreed.Item, disagreed.ExecutionKey);
            case nameof(WorkItemFailed):
                WorkItemFailed failed = Messages.Failed(envelope);
                return happened => happened is ItemFailed item && (item.Stage, item.Item, item.ExecutionKey) == (failed.Stage, failed.Item, failed.ExecutionKey);
            default:
                WorkItemCompleted completed = Messages.Completed(envelope);
                return happened => happened is ItemCompleted item && (item.Stage, item.Item, item.ExecutionKey) == (completed.Stage, completed.Item, completed.ExecutionKey);
        }
    }

    DecisionReport Compared(Envelope envelope, PlanDecision decision, RunEvent? next)
    {
        string? ending = OutcomeOf(decision.Ending);
        var differences = new List<string>();
        if (ending is not null && ending != OutcomeOf(next))
        {
            differences.Add($"The plan ends the run here ({ending}), and the log goes on with {(next is null ? "nothing" : next.GetType().Name)}.");
        }
        if (decision.Entry.Event is ItemCompleted logged && Messages.Completed(envelope) is var told && !logged.Outputs.SequenceEqual(told.Outputs))
        {
            differences.Add($"The log names other outputs of {Findings.Name(logged.Stage, logged.Item)} than the message.");
        }
        var orders = new List<DecidedOrder>();
        foreach (WorkOrder order in decision.Orders)
        {
            (Guid Id, WorkOrder Order)? sent = SentOf(order);
            orders.Add(new DecidedOrder(order.Stage, order.Item, order.ExecutionKey, sent?.Id));
            differences.AddRange(Differences(order, sent?.Order));
        }
        return new DecisionReport(envelope.MessageId, envelope.MessageType, decision.Entry.Sequence, null, orders, ending, differences);
    }

    IEnumerable<string> Differences(WorkOrder planned, WorkOrder? sent)
    {
        string name = Findings.Name(planned.Stage, planned.Item);
        if (sent is null)
        {
            // While a run goes on, or when it ended early, an order may not have had its turn.
            return run.State.Ending is RunCompleted ? [$"The plan orders {name}, and the journal has no order of it."] : [];
        }
        return sent.ExecutionKey == planned.ExecutionKey
            ? []
            : Causes.Between(sent.Work, planned.Work).Select(cause => $"The order of {name} differs from the plan: {cause.Describe()}");
    }

    (Guid, WorkOrder)? SentOf(WorkOrder planned)
    {
        List<(Guid Id, WorkOrder Order)> sent =
        [
            .. (run.Journal?.Orders ?? new Dictionary<Guid, WorkOrder>()).Select(entry => (entry.Key, entry.Value))
                .Where(entry => (entry.Value.Stage, entry.Value.Item, entry.Value.Generation) == (planned.Stage, planned.Item, planned.Generation)),
        ];
        return sent.Count == 0 ? null : sent.Find(entry => entry.Order.ExecutionKey == planned.ExecutionKey) is { Order: not null } same ? same : sent[0];
    }

    DecisionReport Ignored(Envelope envelope)
    {
        bool isLate = run.State.Ending is not null;
        string why = isLate ? "the run had ended, or its log had this already" : "the log has nothing that this message led to, and the run has not ended";
        IReadOnlyList<string> differences = isLate ? [] : [$"The log of run {run.Id} has nothing that this message led to."];
        return new DecisionReport(envelope.MessageId, envelope.MessageType, null, why, [], null, differences);
    }

    static string? OutcomeOf(RunEvent? happened) => happened switch
    {
        RunCompleted => RunOutcome.Completed,
        RunFailed => RunOutcome.Failed,
        RunCancelled => RunOutcome.Cancelled,
        _ => null,
    };
}
