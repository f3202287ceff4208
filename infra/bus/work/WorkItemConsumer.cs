using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using Rampart.Bus.Journaling;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>Receives the commands of one service, has them executed and says what came of them. Redelivered commands are harmless: their result is there.</summary>
public sealed class WorkItemConsumer<TCommand>(
    WorkItemHandler handler, WorkerAvoidance avoidance, IMessagePublisher publisher, TimeProvider time, ILogger<WorkItemConsumer<TCommand>> logger)
    : IConsumer<TCommand>
    where TCommand : class, IWorkCommand
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<TCommand> context)
    {
        WorkOrder order = OrderCheck.Checked(context.Message.Order);
        JournaledDelivery? delivery = JournaledDelivery.Of(context);
        using IDisposable? scope = logger.BeginScope(new Dictionary<string, object?>
        {
            ["Run"] = order.RunId,
            ["Stage"] = order.Stage,
            ["Item"] = order.Item,
            ["MessageId"] = context.MessageId,
        });
        using Activity? span = Traces.StartExecution(order);
        if (context.SentTime is { } sent)
        {
            Measurements.ItemArrived(order.Work.Kind, time.GetUtcNow() - sent);
        }

        if (handler.Stopping.IsCancellationRequested)
        {
            // The bus still brings messages; it takes them back when it stops.
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        if (await avoidance.HandBackAsync(context, order))
        {
            delivery?.Returned();
            return;
        }
        // When the message is taken back (the broker went away), the computation goes on, and its result is found when the message returns.
        // The handler must end at once, though: MassTransit 8.4 opens the endpoint again only when the last one has, if at all.
        ItemOutcome outcome = await handler.HandleAsync(order, delivery is null ? null : delivery.Retried).WaitAsync(context.CancellationToken);
        span?.SetTag("rampart.outcome", outcome.Name);
        await AnswerAsync(context, order, outcome);
    }

    Task AnswerAsync(ConsumeContext<TCommand> context, WorkOrder order, ItemOutcome outcome)
    {
        switch (outcome)
        {
            case ItemOutcome.Completed completed:
                return Publish(MessageIds.Completed, new WorkItemCompleted(order.RunId, order.Stage, order.Item, order.ExecutionKey, completed.Outputs, completed.Cached));
            case ItemOutcome.Verified { Verification: var found }:
                return Publish("verified", new WorkItemVerified(
                    order.RunId, order.Stage, order.Item, order.ExecutionKey, order.Verify!.ComputedBy, found.VerifiedBy, found.Verdict));
            case ItemOutcome.Failed failed when order.Verify is not null:
                return Publish("disagreed", new WorkItemDisagreed(order.RunId, order.Stage, order.Item, order.ExecutionKey, failed.Failure, order.Generation));
            case ItemOutcome.Failed failed:
                return Publish("failed", new WorkItemFailed(order.RunId, order.Stage, order.Item, order.ExecutionKey, failed.Failure, order.Generation));
            case ItemOutcome.Blocked blocked:
                return Publish("blocked", new WorkItemBlocked(order.RunId, order.Stage, order.Item, order.ExecutionKey, blocked.Artifact));
            case ItemOutcome.Returned:
                JournaledDelivery.Of(context)?.Returned();
                // A copy at the end of the queue instead of the refusal of this delivery, which would count as one that killed its worker.
                return context.Forward(context.ReceiveContext.InputAddress);
            default:
                Measurements.MessageIgnored("late");
                return Task.CompletedTask;
        }

        Task Publish(string answer, object message) => publisher.PublishAsync(message, MessageIds.OfAnswer(answer, order), context.CancellationToken);
    }
}
