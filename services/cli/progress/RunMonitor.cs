using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Cli.Progress;

/// <summary>Knows how far a run is, from its log and from messages about what is under way; the displays read it.</summary>
sealed class RunMonitor(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly TaskCompletionSource<RunFinished> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<StageMeter> _stages = [];
    readonly HashSet<(string Stage, string Item)> _completed = [];
    TaskCompletionSource<RunFinished> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<RunFinished> _early = [];
    string? _runId;

    /// <summary>Completes when the run has ended.</summary>
    public Task<RunFinished> Finished => _finished.Task;

    /// <summary>Completes when a message says that the run has ended.</summary>
    public Task<RunFinished> Told
    {
        get
        {
            lock (_gate)
            {
                return _told.Task;
            }
        }
    }

    /// <summary>Follows this run.</summary>
    public void Follow(string runId, PipelineDefinition pipeline)
    {
        lock (_gate)
        {
            _runId = runId;
            _stages.AddRange(pipeline.Stages.Select(stage => new StageMeter(stage.Name, stage.Kind)));
        }
        _early.ForEach(Tell);
    }

    /// <summary>The stages in the pipeline's order.</summary>
    public IReadOnlyList<StageReading> Read()
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return [.. _stages.Select(stage => stage.Read(now))];
        }
    }

    /// <summary>A message came about an item that is under way.</summary>
    public void Progressed(WorkItemProgressed message)
    {
        lock (_gate)
        {
            if (message.RunId == _runId && Meter(message.Stage) is { } stage && !_completed.Contains((message.Stage, message.Item)))
            {
                stage.Progressed(message, time.GetUtcNow());
            }
        }
    }

    /// <summary>A message says that a run has ended, or can't go on.</summary>
    public void Tell(RunFinished message)
    {
        lock (_gate)
        {
            if (_runId is null)
            {
                // The run may end before anybody has read which stages it has.
                _early.Add(message);
            }
            else if (message.RunId == _runId)
            {
                _told.TrySetResult(message);
            }
        }
    }

    /// <summary>What was told does not hold: the run had been reopened since.</summary>
    public void Untell()
    {
        lock (_gate)
        {
            _told = new TaskCompletionSource<RunFinished>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>The run's log says this.</summary>
    /// <param name="events">What is new in it.</param>
    /// <param name="before">Whether it happened before anybody watched, so that nothing about speed follows from it.</param>
    /// <param name="overview">How far the run is.</param>
    public void Logged(IEnumerable<RunEvent> events, bool before, RunOverview overview)
    {
        lock (_gate)
        {
            foreach (RunEvent happened in events)
            {
                Take(happened, before);
            }
            foreach (StageOverview stage in overview.Stages)
            {
                // How many items a stage has is known for good once those before it have finished.
                StageMeter meter = Meter(stage.Name)!;
                (meter.Items, meter.ItemsFailed, meter.ItemsUnverified) = (stage.Total, stage.Failed, stage.Unverified);
            }
        }
    }

    /// <summary>The run has ended like this.</summary>
    public void End(RunFinished ending) => _finished.TrySetResult(ending);

    void Take(RunEvent happened, bool before)
    {
        switch (happened)
        {
            case ItemCompleted item when Meter(item.Stage) is { } stage && _completed.Add((item.Stage, item.Item)):
                stage.Completed(item.Item, item.Cached, before ? null : time.GetUtcNow());
                break;
            case ItemVerified item when Meter(item.Stage) is { } stage:
                stage.ItemsVerified++;
                break;
            case ItemLost item when Meter(item.Stage) is { } stage && _completed.Remove((item.Stage, item.Item)):
                stage.Lost();
                break;
        }
    }

    StageMeter? Meter(string name) => _stages.Find(meter => meter.Name == name);
}
