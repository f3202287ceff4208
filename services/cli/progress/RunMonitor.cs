using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Cli.Progress;

/// <summary>Follows a run through the messages about it; the displays read it.</summary>
sealed class RunMonitor(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly TaskCompletionSource<RunFinished> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<StageMeter> _stages = [];
    readonly HashSet<(string Stage, string Item)> _completed = [];
    string? _runId;
    Func<RunOverview?>? _look;

    /// <summary>Completes when the run has ended.</summary>
    public Task<RunFinished> Finished => _finished.Task;

    /// <summary>Follows this run; what its log says already is done.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="pipeline">Its stages.</param>
    /// <param name="finished">The items that finished before.</param>
    /// <param name="look">Asks whoever coordinates the run how far it is; null when nobody does.</param>
    public void Follow(string runId, PipelineDefinition pipeline, IEnumerable<ItemCompleted> finished, Func<RunOverview?> look)
    {
        lock (_gate)
        {
            (_runId, _look) = (runId, look);
            _stages.AddRange(pipeline.Stages.Select(stage => new StageMeter(stage.Name, stage.Kind)));
        }
        foreach (ItemCompleted item in finished)
        {
            Completed(new WorkItemCompleted(runId, item.Stage, item.Item, item.ExecutionKey, item.Outputs, Cached: true));
        }
    }

    /// <summary>The stages in the pipeline's order.</summary>
    public IReadOnlyList<StageReading> Read()
    {
        // How many items a stage has is known for good once those before it have finished.
        RunOverview? overview = _look?.Invoke();
        lock (_gate)
        {
            foreach (StageMeter stage in _stages)
            {
                stage.Items = overview?.Stages.FirstOrDefault(seen => seen.Name == stage.Name)?.Total ?? stage.Items;
            }
            DateTimeOffset now = time.GetUtcNow();
            return [.. _stages.Select(stage => stage.Read(now))];
        }
    }

    public void Progressed(WorkItemProgressed message) => Tell(message.RunId, message.Stage, stage =>
    {
        if (!_completed.Contains((message.Stage, message.Item)))
        {
            stage.Progressed(message, time.GetUtcNow());
        }
    });

    public void Completed(WorkItemCompleted message) => Tell(message.RunId, message.Stage, stage =>
    {
        if (_completed.Add((message.Stage, message.Item)))
        {
            stage.Completed(message, time.GetUtcNow());
        }
    });

    public void Ended(RunFinished message)
    {
        if (message.RunId == _runId)
        {
            _finished.TrySetResult(message);
        }
    }

    void Tell(string runId, string stage, Action<StageMeter> tell)
    {
        lock (_gate)
        {
            if (runId == _runId && _stages.Find(meter => meter.Name == stage) is { } meter)
            {
                tell(meter);
            }
        }
    }
}
