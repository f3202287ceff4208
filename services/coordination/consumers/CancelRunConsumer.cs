using MassTransit;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Stops runs.</summary>
public sealed class CancelRunConsumer(Coordinator coordinator, StageCatalog catalog) : IConsumer<CancelRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CancelRun> context) =>
        coordinator.HandleAsync(context.Message.RunId, new RunMessage.Happened(new RunCancelled(Soundness.Readable(context.Message.Reason))), context.ReceiveContext.Redelivered, new BusOutlet(context, catalog), context.CancellationToken);
}
