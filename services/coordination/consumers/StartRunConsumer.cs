using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Takes up runs.</summary>
public sealed class StartRunConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<StartRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<StartRun> context) => coordinator.StartAsync(context.Message.RunId, context, publisher);
}
