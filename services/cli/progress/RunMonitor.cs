using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Cli.Progress;

/// <summary>Follows a run through the messages about it; the displays read it.</summary>
sealed class RunMonitor(TimeProvider time)
{
    static readonly IReadOnlyDictionary<string, IReadOnlyList<NamedArtifact>> Nothing = new Dictionary<string, IReadOnlyList<NamedArtifact>>();
    readonly Lock _gate = new();
    readonly TaskCompletionSource<RunFinished> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<StageMeter> _stages = [];
    readonly HashSet<(string Stage, string Item)> _completed = [];
    string? _runId;

    /// <summary>Completes when the run has ended.</summary>
    public Task<RunFinished> Finished => _finished.Task;

    /// <summary>Follows this run; what its log says already is done.</summary>
    public void Follow(string runId, PipelineDefinition pipeline, StageCatalog catalog, IEnumerable<ItemCompleted> finished)
    {
        lock (_gate)
        {
            _runId = runId;
            _stages.AddRange(pipeline.Stages.Select(stage => new StageMeter(
                stage.Name, stage.Kind, catalog[stage.Kind].Plan.Count(new StageSituation(stage.Name, stage.Parameters, [], Nothing, Nothing)))));
        }
        foreach (ItemCompleted item in finished)
        {
            Completed(new WorkItemCompleted(runId, item.Stage, item.Item, item.ExecutionKey, item.Outputs, Cached: true));
        }
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
