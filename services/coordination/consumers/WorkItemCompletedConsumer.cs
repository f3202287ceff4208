using MassTransit;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Goes on when an item has finished.</summary>
public sealed class WorkItemCompletedConsumer(Coordinator coordinator, StageCatalog catalog) : IConsumer<WorkItemCompleted>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemCompleted> context) =>
        coordinator.HandleAsync(context.Message.RunId, Read(context.Message), context.ReceiveContext.Redelivered, new BusOutlet(context, catalog), context.CancellationToken);

    static RunMessage? Read(WorkItemCompleted message) =>
        message is { Stage: { } stage, Item: { } item, ExecutionKey: { } key } && Soundness.IsSound(message.Outputs)
            ? new RunMessage.Happened(new ItemCompleted(stage, item, key, message.Outputs, message.Cached))
            : null;
}
