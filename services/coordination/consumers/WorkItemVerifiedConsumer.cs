using MassTransit;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Notes that a result was confirmed by another worker.</summary>
public sealed class WorkItemVerifiedConsumer(Coordinator coordinator, IMessagePublisher publisher) : IConsumer<WorkItemVerified>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<WorkItemVerified> context) =>
        coordinator.HandleAsync(context.Message.RunId, Read(context.Message), context, publisher);

    static RunMessage? Read(WorkItemVerified message) =>
        message is { Stage: { } stage, Item: { } item, ExecutionKey: { } key, ComputedBy: { } by, VerifiedBy: { } verifier, Verdict: { } verdict }
        && Soundness.IsWord(verifier) && Soundness.IsWord(verdict)
            ? new RunMessage.Happened(new ItemVerified(stage, item, key, Soundness.Readable(by), verifier, verdict))
            : null;
}
