using MassTransit;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Lets failed runs go on.</summary>
public sealed class RetryRunConsumer(Coordinator coordinator, StageCatalog catalog) : IConsumer<RetryRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RetryRun> context) =>
        coordinator.HandleAsync(context.Message.RunId, new RunMessage.Retry(Soundness.Readable(context.Message.Reason)), context.ReceiveContext.Redelivered, new BusOutlet(context, catalog), context.CancellationToken);
}
