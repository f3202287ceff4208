using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>
/// One run in the hands of the coordinator: the fold over its log, and what has been ordered since this process took it up. The log is
/// the truth; everything here can be rebuilt from it. One message at a time.
/// </summary>
sealed class RunSession(
    string runId, IRunLogStore logs, StageCatalog catalog, Func<RunStarted, CancellationToken, Task<PipelineDefinition>> readPipeline, int window)
{
    readonly SemaphoreSlim _turn = new(1);
    readonly Dictionary<ItemId, string> _outstanding = [];
    RunState _state = RunState.Empty;
    PipelineDefinition? _pipeline;
    Planner? _planner;
    long _length;
    bool _told;

    /// <summary>Whether the run has ended.</summary>
    public bool HasEnded => _state.Ending is not null;

    /// <summary>How far the run is; null before it has been taken up.</summary>
    public RunOverview? Overview => _pipeline is { } pipeline ? RunOverview.Of(pipeline, catalog, _state) : null;

    /// <summary>Takes in what happened, if anything did, and sends whatever follows from it. Doing so twice is the same as once.</summary>
    public async Task AdvanceAsync(ICoordinatorOutlet outlet, RunEvent? happened, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_planner is null)
            {
                await LoadAsync(cancellation);
                _told = HasEnded;
            }
            if (happened is not null && IsWanted(happened))
            {
                await AppendAsync(happened, cancellation);
            }
            while (!HasEnded)
            {
                PlanStep step = Plan();
                _state = step.State;
                await SendAsync(step.Commands, outlet, cancellation);
                if (step.Ending is null)
                {
                    return;
                }
                await AppendAsync(step.Ending, cancellation);
            }
            if (!_told || happened is null)
            {
                await outlet.TellAsync(RunOutcome.Of(runId, _state.Ending!)!, cancellation);
                _told = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // Only what was ordered counts. Duplicates and strays are dropped; what was ordered before a restart and is not ordered again yet is
    // dropped too: when its turn comes, its result is found in the store.
    bool IsWanted(RunEvent happened) => happened switch
    {
        ItemCompleted completed => IsOutstanding(completed.Stage, completed.Item, completed.ExecutionKey),
        ItemFailed failed => IsOutstanding(failed.Stage, failed.Item, failed.ExecutionKey),
        _ => true,
    };

    bool IsOutstanding(string stage, string item, string executionKey) =>
        _outstanding.TryGetValue(new ItemId(stage, item), out string? ordered) && ordered == executionKey;

    PlanStep Plan()
    {
        try
        {
            return _planner!.Plan(_state, _outstanding.Keys.ToHashSet(), window);
        }
        catch (Exception e)
        {
            // Planning is pure: what threw once throws always. The run ends with the reason instead of waiting for ever.
            return new PlanStep(_state, [], new RunFailed(new Failure(
                $"Planning failed with {e.GetType().Name}: {e.Message}", $"run {runId}", "This is a defect of a stage's plan; report it with the run's pipeline.", Permanent: true)));
        }
    }

    async Task SendAsync(IReadOnlyList<WorkOrder> orders, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        foreach (WorkOrder order in orders)
        {
            await outlet.OrderAsync(order, cancellation);
            _outstanding[new ItemId(order.Stage, order.Item)] = order.ExecutionKey;
        }
    }

    async Task AppendAsync(RunEvent next, CancellationToken cancellation)
    {
        while (_state.Apply(next) is var applied && applied.Ignored == _state.Ignored)
        {
            if (await logs.AppendAsync(runId, _length, [next], cancellation))
            {
                _state = applied;
                _length++;
                Settle(next);
                return;
            }
            // Somebody else coordinates this run too and was faster: go on from what the log says now.
            await LoadAsync(cancellation);
        }
    }

    void Settle(RunEvent settled)
    {
        switch (settled)
        {
            case ItemCompleted completed:
                _outstanding.Remove(new ItemId(completed.Stage, completed.Item));
                break;
            case ItemFailed failed:
                _outstanding.Remove(new ItemId(failed.Stage, failed.Item));
                break;
        }
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        IReadOnlyList<RunLogEntry> log = await logs.ReadAsync(runId, cancellation);
        if (log is not [{ Event: RunStarted started }, ..])
        {
            throw new ArtifactException($"There is no run \"{runId}\" in this store. `rampart runs` lists what there is.");
        }
        _pipeline ??= await readPipeline(started, cancellation);
        _planner = new Planner(_pipeline, catalog);
        _state = RunState.Fold(log.Select(entry => entry.Event));
        _length = log.Count;
        foreach (ItemId finished in _outstanding.Keys.Where(_state.IsFinished).ToList())
        {
            _outstanding.Remove(finished);
        }
    }
}
