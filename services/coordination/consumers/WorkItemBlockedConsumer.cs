using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>Has what is gone made again when an item is blocked by it.</summary>
public sealed class WorkItemBlockedConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<WorkItemBlocked>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemBlocked> context) =>
        coordinator.HandleAsync(context.Message.RunId, Read(context.Message), context, publisher);

    static RunMessage? Read(WorkItemBlocked message) =>
        message is { Stage: { } stage, Item: { } item, ExecutionKey: { } key } && Soundness.IsSound(message.Artifact)
            ? new RunMessage.Blocked(new ItemId(stage, item), key, message.Artifact)
            : null;
}
