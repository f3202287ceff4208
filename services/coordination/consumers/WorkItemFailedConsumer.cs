using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Notes that an item has failed for good, which ends the run unless its stage can do without it.</summary>
public sealed class WorkItemFailedConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<WorkItemFailed>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemFailed> context) =>
        coordinator.HandleAsync(context.Message.RunId, Read(context.Message), context, publisher);

    static RunMessage? Read(WorkItemFailed message) => message is { Stage: { } stage, Item: { } item, ExecutionKey: { } key }
        ? new RunMessage.Happened(new ItemFailed(stage, item, key, Soundness.Readable(message.Failure)), message.Generation)
        : null;
}
