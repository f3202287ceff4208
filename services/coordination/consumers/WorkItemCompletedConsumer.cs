using MassTransit;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Goes on when an item has finished.</summary>
public sealed class WorkItemCompletedConsumer(Coordinator coordinator) : IConsumer<WorkItemCompleted>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemCompleted> context)
    {
        WorkItemCompleted message = context.Message;
        var happened = new ItemCompleted(message.Stage, message.Item, message.ExecutionKey, message.Outputs, message.Cached);
        return coordinator.HandleAsync(message.RunId, happened, context, context.CancellationToken);
    }
}
