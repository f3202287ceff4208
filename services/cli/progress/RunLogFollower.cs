using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Cli.Progress;

/// <summary>
/// Follows a run by its log: the log is the truth, and it needs no bus. A message that the run has ended only makes it look at once, and
/// counts by itself when the log can't say so.
/// </summary>
sealed class RunLogFollower(IRunLogStore logs, StageCatalog catalog, RunMonitor monitor, TimeProvider time)
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    // Stores go away for a while; the run goes on all the same.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Reading a long log may take long itself; it should stay a small part of what this process and the store do.
    const double LargestShare = 0.05;

    RunState _state = RunState.Empty;
    long _answered = time.GetTimestamp();
    int _read;

    /// <summary>Returns when the run has ended; tells the monitor meanwhile.</summary>
    /// <exception cref="ArtifactException">The log is damaged.</exception>
    /// <exception cref="IOException">The store has not answered for minutes.</exception>
    public async Task FollowAsync(string runId, PipelineDefinition pipeline, CancellationToken cancellation)
    {
        while (true)
        {
            Task<RunFinished> told = monitor.Told;
            bool wasTold = told.IsCompleted;
            long started = time.GetTimestamp();
            if (await EndingAsync(runId, pipeline, wasTold ? await told : null, cancellation) is { } ending)
            {
                monitor.End(ending);
                return;
            }
            TimeSpan pause = time.GetElapsedTime(started) / LargestShare;
            Task wait = Task.Delay(pause > Look ? pause : Look, time, cancellation);
            await (wasTold ? wait : Task.WhenAny(monitor.Told, wait));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    async Task<RunFinished?> EndingAsync(string runId, PipelineDefinition pipeline, RunFinished? told, CancellationToken cancellation)
    {
        try
        {
            RunFinished? logged = await ReadAsync(runId, pipeline, cancellation);
            _answered = time.GetTimestamp();
            if (logged is null && told?.Generation < _state.Generation)
            {
                monitor.Untell();
                return null;
            }
            return logged ?? told;
        }
        catch (IOException) when (time.GetElapsedTime(_answered) < Patience)
        {
            return null;
        }
    }

    async Task<RunFinished?> ReadAsync(string runId, PipelineDefinition pipeline, CancellationToken cancellation)
    {
        if (await logs.LastAsync(runId, cancellation) is { } last && last.Sequence < _read)
        {
            return null;
        }
        IReadOnlyList<RunLogEntry> log = await logs.ReadAsync(runId, cancellation);
        List<RunEvent> news = [.. log.Skip(_read).Select(entry => entry.Event)];
        _state = news.Aggregate(_state, (state, next) => state.Apply(next));
        monitor.Logged(news, before: _read == 0, RunOverview.Of(pipeline, catalog, _state));
        _read = log.Count;
        return RunOutcome.Of(_state);
    }
}
