using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Goes on when an item has finished.</summary>
public sealed class WorkItemCompletedConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<WorkItemCompleted>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemCompleted> context) =>
        coordinator.HandleAsync(context.Message.RunId, Read(context.Message), context, publisher);

    static RunMessage? Read(WorkItemCompleted message) =>
        message is { Stage: { } stage, Item: { } item, ExecutionKey: { } key } && Soundness.IsSound(message.Outputs)
            ? new RunMessage.Happened(new ItemCompleted(stage, item, key, message.Outputs, message.Cached))
            : null;
}
