using System.Collections.Concurrent;
using System.Text;
using MassTransit;
using Microsoft.Extensions.Logging;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>
/// The shell around the planner: appends what happened to the runs' logs, folds, and sends what the plans say. Any number of messages may
/// come twice, late or in another order; any number of coordinators may work on one run. Runs go on side by side.
/// </summary>
public sealed partial class Coordinator(
    IRunLogStore logs,
    IResultStore results,
    IArtifactStore artifacts,
    StageCatalog catalog,
    IRunPromotion promotion,
    CoordinationOptions options,
    IgnoredMessages ignored,
    TimeProvider time,
    ILogger<Coordinator> logger)
{
    readonly ConcurrentDictionary<string, RunSession> _sessions = new(StringComparer.Ordinal);
    readonly Credit _credit = new(options.Window);

    /// <summary>Takes up the run that a message names.</summary>
    internal Task StartAsync(string? runId, ConsumeContext context, IMessagePublisher publisher) =>
        StartAsync(runId, new BusOutlet(publisher, catalog), context.CancellationToken);

    /// <summary>Deals with a message as it comes from the bus.</summary>
    internal Task HandleAsync(string? runId, RunMessage? message, ConsumeContext context, IMessagePublisher publisher) =>
        HandleAsync(runId, message, context.ReceiveContext.Redelivered, new BusOutlet(publisher, catalog), context.CancellationToken);

    /// <summary>Takes up a run: orders what has no result yet, or tells how it ended. A run that can't be taken up is told as failed.</summary>
    internal Task StartAsync(string? runId, ICoordinatorOutlet outlet, CancellationToken cancellation) => RunIds.IsValid(runId)
        ? DeliverAsync(runId!, new RunMessage.TakeUp(), outlet, cancellation)
        : Ignore(runId, IgnoredMessages.UnknownRun);

    /// <summary>Deals with a message about a run and sends what follows from it.</summary>
    /// <param name="runId">The run, as the message names it.</param>
    /// <param name="message">What it says; null when it lacks something.</param>
    /// <param name="redelivered">Whether somebody may have begun to deal with it before.</param>
    /// <param name="outlet">Where to send what follows.</param>
    /// <param name="cancellation">Gives up; the message must come again.</param>
    internal async Task HandleAsync(string? runId, RunMessage? message, bool redelivered, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        if (message is null || !RunIds.IsValid(runId))
        {
            await Ignore(runId, message is null ? IgnoredMessages.Malformed : IgnoredMessages.UnknownRun);
            return;
        }
        RunLogEntry? last = _sessions.ContainsKey(runId!) ? null : await logs.LastAsync(runId!, cancellation);
        if (last is null && !_sessions.ContainsKey(runId!))
        {
            await Ignore(runId, IgnoredMessages.UnknownRun);
        }
        else if (last is not null && RunOutcome.IsEnding(last.Event) && message is not RunMessage.Retry)
        {
            await LateAsync(runId!, redelivered, outlet, cancellation);
        }
        else
        {
            await DeliverAsync(runId!, message, outlet, cancellation);
        }
    }

    /// <summary>Looks after every run in hand: for items whose order or answer was lost, and for places that became free.</summary>
    /// <exception cref="AggregateException">Some runs could not be looked after; all others were.</exception>
    internal async Task LookAroundAsync(ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        var missed = new List<Exception>();
        foreach ((string runId, RunSession session) in _sessions)
        {
            try
            {
                await AdvanceAsync(runId, session, new RunMessage.LookAround(), outlet, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                missed.Add(e);
            }
        }
        if (missed.Count > 0)
        {
            throw new AggregateException(missed);
        }
    }

    /// <summary>Whether this coordinator has a run in hand.</summary>
    internal bool HasInHand(string runId) => _sessions.ContainsKey(runId);

    async Task DeliverAsync(string runId, RunMessage message, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        // A session that has closed meanwhile takes nothing in; a new one begins with what the log says now.
        while (!await AdvanceAsync(runId, _sessions.GetOrAdd(runId, Open), message, outlet, cancellation))
        {
        }
        // What this run gave back, or can't use, others may be waiting for.
        foreach (string owed in _credit.Owed().Where(owed => owed != runId))
        {
            if (_sessions.TryGetValue(owed, out RunSession? session))
            {
                await AdvanceAsync(owed, session, new RunMessage.Advance(), outlet, cancellation);
            }
        }
    }

    async Task<bool> AdvanceAsync(string runId, RunSession session, RunMessage message, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        try
        {
            return await session.TryAdvanceAsync(message, outlet, cancellation);
        }
        catch (Exception e) when (e is ArtifactException or Pipeline.PipelineException && !session.IsLoaded)
        {
            LogGivenUp(e, runId);
            await session.GiveUpAsync(CanNotGoOn(runId, e), outlet, cancellation);
            return true;
        }
        finally
        {
            if (session.IsClosed)
            {
                _sessions.TryRemove(KeyValuePair.Create(runId, session));
            }
        }
    }

    // That a run has ended is told by the last entry of its log; late messages are too many to fold a log for each. But whoever ended the
    // run with this very message may have died before it could tell.
    async Task LateAsync(string runId, bool redelivered, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        await Ignore(runId, IgnoredMessages.Late);
        if (redelivered)
        {
            await StartAsync(runId, outlet, cancellation);
        }
    }

    RunSession Open(string runId) =>
        new(new RunView(runId, logs, catalog, ReadPipelineAsync), results, promotion, _credit, ignored, options.Patience, time);

    async Task<PipelineDefinition> ReadPipelineAsync(RunStarted started, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> yaml = await artifacts.ReadAsync(started.Pipeline, cancellation);
        return new PipelineReader(catalog).Read(Encoding.UTF8.GetString(yaml.Span), $"{started.RunId}/pipeline.yaml", []);
    }

    Task Ignore(string? runId, string reason)
    {
        ignored.Add(reason);
        LogIgnored(runId is null || runId.Length > 200 ? "?" : runId, reason);
        return Task.CompletedTask;
    }

    static Failure CanNotGoOn(string runId, Exception e) => new(
        $"The run can't be taken up: {e.Message}", $"run {runId}", "Start a new run: `rampart run FILE --fresh`.", Permanent: true);

    [LoggerMessage(LogLevel.Information, "Run {Run}: a message was ignored ({Reason}).")]
    partial void LogIgnored(string run, string reason);

    [LoggerMessage(LogLevel.Error, "Run {Run} can't be taken up and is told as failed.")]
    partial void LogGivenUp(Exception e, string run);
}
