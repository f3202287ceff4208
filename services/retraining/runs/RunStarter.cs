using System.Text.Json;
using MassTransit;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Begins the runs that watches have planned. Beginning one twice begins it once.</summary>
sealed class RunStarter(
    IArtifactStore artifacts, WatchRegister register, PipelineReader reader, RunOpening opening, RunDeclaration declaration, IMessagePublisher publisher)
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Gives the run its log and has it taken up.</summary>
    /// <param name="watch">The watch that planned it.</param>
    /// <param name="run">The run.</param>
    /// <param name="causes">Its causes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">A source can't be read, or the store is damaged.</exception>
    public async Task BeginAsync(string watch, TriggeredRun run, IReadOnlyList<TriggerCause> causes, CancellationToken cancellation)
    {
        WatchDefinition definition = await register.ReadAsync(watch, run.Definition, cancellation);
        PipelineDefinition pipeline = reader.Read(definition.Pipeline!, $"watch {watch}", []);
        ArtifactRef kept = await artifacts.WriteAsync(MediaTypes.JsonLines, (stream, c) => WriteAsync(causes, stream, c), cancellation);
        var trigger = new RunTrigger(watch, run.Number, run.Why, causes.Count, [.. causes.Take(RunTrigger.MostFirst)], kept);
        await opening.BeginAsync(run.RunId, pipeline, declaration.Numerics(pipeline), declaration.CodeVersion, trigger, cancellation);
        await TakeUpAsync(run.RunId, cancellation);
    }

    /// <summary>Has a run taken up that has a log; one that is in hand stays as it is.</summary>
    public Task TakeUpAsync(string runId, CancellationToken cancellation) => publisher.PublishAsync(new StartRun(runId), NewId.NextGuid(), cancellation);

    static async Task WriteAsync(IReadOnlyList<TriggerCause> causes, Stream stream, CancellationToken cancellation)
    {
        foreach (TriggerCause cause in causes)
        {
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(cause, Json), cancellation);
            await stream.WriteAsync("\n"u8.ToArray(), cancellation);
        }
    }
}
