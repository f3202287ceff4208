using MassTransit;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Takes up runs.</summary>
public sealed class StartRunConsumer(Coordinator coordinator) : IConsumer<StartRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<StartRun> context) => coordinator.StartAsync(context.Message.RunId, context);
}
