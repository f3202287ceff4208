using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>
/// The shell around the planner: appends what happened to the run's log, folds, and sends what the plan says. Any number of messages may
/// come twice, late or in another order; any number of coordinators may work on one run.
/// </summary>
public sealed class Coordinator(IRunLogStore logs, IArtifactStore artifacts, StageCatalog catalog, CoordinationOptions options)
{
    readonly ConcurrentDictionary<string, RunSession> _sessions = new();

    /// <summary>Takes up a run: orders what has no result yet, or tells how it ended. A run that can't be taken up is told as failed.</summary>
    public async Task StartAsync(string runId, IPublishEndpoint bus, CancellationToken cancellation)
    {
        try
        {
            await AdvanceAsync(runId, null, bus, cancellation);
        }
        catch (Exception e) when (e is ArtifactException or Pipeline.PipelineException)
        {
            var failure = new Failure($"The run can't be taken up: {e.Message}", $"run {runId}", "Start a new run: `rampart run FILE --fresh`.", Permanent: true);
            await new BusOutlet(bus, catalog).TellAsync(new RunFinished(runId, RunOutcome.Failed, failure), cancellation);
        }
    }

    /// <summary>Takes in what happened to a run and sends what follows from it.</summary>
    public Task HandleAsync(string runId, RunEvent happened, IPublishEndpoint bus, CancellationToken cancellation) =>
        AdvanceAsync(runId, happened, bus, cancellation);

    /// <summary>How far a run is that this coordinator has in hand; null when it has not, or not any more.</summary>
    public RunOverview? Overview(string runId) => _sessions.TryGetValue(runId, out RunSession? session) ? session.Overview : null;

    async Task AdvanceAsync(string runId, RunEvent? happened, IPublishEndpoint bus, CancellationToken cancellation)
    {
        RunSession session = _sessions.GetOrAdd(RunIds.Check(runId), id => new RunSession(id, logs, catalog, ReadPipelineAsync, options.Window));
        await session.AdvanceAsync(new BusOutlet(bus, catalog), happened, cancellation);
        if (session.HasEnded)
        {
            _sessions.TryRemove(runId, out _);
        }
    }

    async Task<PipelineDefinition> ReadPipelineAsync(RunStarted started, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> yaml = await artifacts.ReadAsync(started.Pipeline, cancellation);
        return new PipelineReader(catalog).Read(Encoding.UTF8.GetString(yaml.Span), $"{started.RunId}/pipeline.yaml", []);
    }
}
