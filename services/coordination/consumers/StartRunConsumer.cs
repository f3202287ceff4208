using MassTransit;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Takes up runs.</summary>
public sealed class StartRunConsumer(Coordinator coordinator, StageCatalog catalog) : IConsumer<StartRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<StartRun> context) =>
        coordinator.StartAsync(context.Message.RunId, new BusOutlet(context, catalog), context.CancellationToken);
}
