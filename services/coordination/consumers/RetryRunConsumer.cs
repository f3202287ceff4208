using MassTransit;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Lets failed runs go on.</summary>
public sealed class RetryRunConsumer(Coordinator coordinator) : IConsumer<RetryRun>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RetryRun> context) =>
        coordinator.HandleAsync(context.Message.RunId, new RunMessage.Retry(Soundness.Readable(context.Message.Reason)), context);
}
