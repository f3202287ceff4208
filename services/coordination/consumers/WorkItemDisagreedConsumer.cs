using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Notes that a result could not be confirmed, which ends the run.</summary>
public sealed class WorkItemDisagreedConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<WorkItemDisagreed>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemDisagreed> context) =>
        coordinator.HandleAsync(context.Message.RunId, Read(context.Message), context, publisher);

    static RunMessage? Read(WorkItemDisagreed message) => message is { Stage: { } stage, Item: { } item, ExecutionKey: { } key }
        ? new RunMessage.Happened(new ItemDisagreed(stage, item, key, Soundness.Readable(message.Failure)), message.Generation)
        : null;
}
