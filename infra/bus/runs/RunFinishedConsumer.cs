using MassTransit;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>Stops the items of a run that has ended; each process listens.</summary>
public sealed class RunFinishedConsumer(EndedRuns endedRuns) : IConsumer<RunFinished>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RunFinished> context)
    {
        endedRuns.End(RunIds.Check(context.Message.RunId), context.Message.Generation);
        return Task.CompletedTask;
    }
}
