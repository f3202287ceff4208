using MassTransit;
using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>Stops the items of a run that has ended; each process listens.</summary>
public sealed class RunFinishedConsumer(EndedRuns endedRuns) : IConsumer<RunFinished>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RunFinished> context)
    {
        endedRuns.End(context.Message.RunId);
        return Task.CompletedTask;
    }
}
