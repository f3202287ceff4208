using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Lets failed runs go on.</summary>
public sealed class RetryRunConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<RetryRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RetryRun> context) =>
        coordinator.HandleAsync(context.Message.RunId, new RunMessage.Retry(Soundness.Readable(context.Message.Reason)), context, publisher);
}
