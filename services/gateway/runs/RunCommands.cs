using MassTransit;
using Microsoft.Extensions.Logging;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Gateway.Runs;

/// <summary>Has the services do something about runs.</summary>
sealed partial class RunCommands(
    PipelineReader reader, DataPlaces places, RunOpening opening, IMessagePublisher publisher, ILogger<RunCommands> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Starts a run, or goes on with the one of the same pipeline that has not ended.</summary>
    /// <param name="yaml">The pipeline.</param>
    /// <param name="overrides">Changes as <c>path=value</c>.</param>
    /// <param name="fresh">Whether to begin a new run even if one could go on.</param>
    /// <param name="priority">A new run's weight.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Rampart.Pipeline.PipelineException">The pipeline is not valid.</exception>
    public async Task<OpenedRun> SubmitAsync(string yaml, IEnumerable<string> overrides, bool fresh, int priority, CancellationToken cancellation)
    {
        PipelineDefinition pipeline = reader.Read(yaml, "pipeline", overrides);
        places.Check(pipeline);
        OpenedRun opened = await opening.OpenAsync(
            pipeline, RunNumerics.Of(pipeline), CodeVersion.Current, fresh, cancellation, priority);
        try
        {
            await SendAsync(new StartRun(opened.Id), cancellation);
        }
        catch (BusException e)
        {
            // The run's log is what makes it a run; coordinators look for those that nobody has told them of.
            LogUntold(opened.Id, e.Message);
        }
        return opened;
    }

    /// <summary>Publishes a message; returns when the broker has it.</summary>
    /// <exception cref="BusException">It does not take it.</exception>
    public async Task SendAsync<T>(T message, CancellationToken cancellation) where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await publisher.PublishAsync(message, NewId.NextGuid(), patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new BusException($"The broker did not take the message within {Patience.TotalSeconds} seconds.", e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run} was begun, and starts when a coordinator looks for it: {Why}")]
    partial void LogUntold(string run, string why);
}
