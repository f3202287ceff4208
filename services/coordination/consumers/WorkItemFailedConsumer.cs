using MassTransit;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Ends the run when an item has failed for good.</summary>
public sealed class WorkItemFailedConsumer(Coordinator coordinator) : IConsumer<WorkItemFailed>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemFailed> context)
    {
        WorkItemFailed message = context.Message;
        var happened = new ItemFailed(message.Stage, message.Item, message.ExecutionKey, message.Failure);
        return coordinator.HandleAsync(message.RunId, happened, context, context.CancellationToken);
    }
}
