using MassTransit;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Hands in what an ended run causes, and notes the end of the runs that watches have begun.</summary>
sealed class RunEndedConsumer(WatchRegister register, WatchLogs logs, PipelineReader reader, EndedRunCauses endedRuns, ITriggerInbox inbox) : IConsumer<RunFinished>
{
    public async Task Consume(ConsumeContext<RunFinished> context)
    {
        RunFinished ended = context.Message;
        if (!RunIds.IsValid(ended.RunId) || TriggeringRuns.PipelineOf(ended.RunId) is not { } pipeline)
        {
            return;
        }
        foreach ((string name, WatchDefinition definition) in await register.ListAsync(context.CancellationToken))
        {
            if (name == pipeline)
            {
                await NoteEndAsync(logs[name], ended, context.CancellationToken);
            }
            await CauseAsync(Watched.Read(name, definition, reader), pipeline, ended, context.CancellationToken);
        }
    }

    static async Task NoteEndAsync(WatchLog log, RunFinished ended, CancellationToken cancellation)
    {
        if ((await log.ReadAsync(cancellation)).UnderWay is { } run && run.RunId == ended.RunId)
        {
            await log.EndedAsync(run.Number, ended.Outcome, cancellation);
        }
    }

    async Task CauseAsync(Watched watched, string pipeline, RunFinished ended, CancellationToken cancellation)
    {
        if (EndedRunCauses.Pipelines(watched.Rules).Contains(pipeline)
            && await endedRuns.OfAsync(watched.Rules, ended.RunId, CauseChannels.Bus, watched.Definition.Time, cancellation) is { Count: > 0 } causes)
        {
            await inbox.AcceptAsync(watched.Name, causes, cancellation);
        }
    }
}
