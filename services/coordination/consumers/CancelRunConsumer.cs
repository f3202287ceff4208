using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Stops runs.</summary>
public sealed class CancelRunConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<CancelRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CancelRun> context) =>
        coordinator.HandleAsync(context.Message.RunId, new RunMessage.Happened(new RunCancelled(Soundness.Readable(context.Message.Reason))), context, publisher);
}
