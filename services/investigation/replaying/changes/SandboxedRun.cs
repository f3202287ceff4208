using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Replaying;

/// <summary>
/// Runs a pipeline in the sandbox: the planner of the coordinator decides, this process executes, and there is no bus. What has an intact
/// result in the original store is answered from there, so only what is new is executed.
/// </summary>
/// <param name="context">The sandbox, and what executes in it.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="stages">The stages that are wanted, with all that they need; null for all.</param>
sealed class SandboxedRun(ReplayContext context, PipelineDefinition pipeline, IReadOnlySet<string>? stages)
{
    readonly List<ExecutedItem> _items = [];
    readonly Outstanding _outstanding = new();
    readonly Planner _planner = new(pipeline, context.Catalog);

    /// <summary>Runs it to its end.</summary>
    public async Task<ExecutedRun> RunAsync(RunStarted started, IProgress<ReplayProgress> progress, CancellationToken cancellation)
    {
        // Verifying results says nothing about a change.
        RunState state = RunState.Empty.Apply(started with { Verification = null });
        var underWay = new List<Task<ExecutedItem>>();
        while (true)
        {
            PlanStep step = _planner.Look(state, _outstanding);
            state = step.State;
            if (step.Ending is RunFailed failed)
            {
                await Task.WhenAll(underWay);
                return new ExecutedRun(_items, failed.Failure);
            }
            foreach (WorkOrder order in Choose(step, underWay.Count))
            {
                _outstanding.Add(order, context.Time.GetUtcNow());
                underWay.Add(Task.Run(() => ExecuteAsync(order, cancellation), cancellation));
            }
            if (underWay.Count == 0)
            {
                return new ExecutedRun(_items, null);
            }
            Task<ExecutedItem> done = await Task.WhenAny(underWay);
            underWay.Remove(done);
            ExecutedItem item = await done;
            _items.Add(item);
            _outstanding.Remove(item.Id);
            state = state.Apply(item.Event);
            progress.Report(new ReplayProgress(_items.Count, _items.Count + step.Ready + underWay.Count, item.Order.Stage, item.Order.Item));
        }
    }

    // Stages that are not wanted are chosen once and stay outstanding for ever, so that the planner never states them again.
    IEnumerable<WorkOrder> Choose(PlanStep step, int underWay)
    {
        if (step.Ending is not null)
        {
            return [];
        }
        int free = context.Concurrency - underWay;
        var chosen = new List<WorkOrder>();
        while (chosen.Count < free && _planner.Choose(step.State, _outstanding, 1) is [var order])
        {
            if (stages is null || stages.Contains(order.Stage))
            {
                chosen.Add(order);
            }
            _outstanding.Add(order, context.Time.GetUtcNow());
        }
        return chosen;
    }

    async Task<ExecutedItem> ExecuteAsync(WorkOrder order, CancellationToken cancellation)
    {
        if (await context.Store.Results.FindAsync(order.ExecutionKey, cancellation) is { } found)
        {
            return new ExecutedItem(order, found.Outputs, null, null);
        }
        long begun = context.Time.GetTimestamp();
        try
        {
            ResultManifest manifest = await context.Execution.ExecuteAsync(order, Unheard.StageProgress, cancellation);
            return new ExecutedItem(order, manifest.Outputs, context.Time.GetElapsedTime(begun).TotalSeconds, null);
        }
        catch (StageException e)
        {
            return new ExecutedItem(order, null, context.Time.GetElapsedTime(begun).TotalSeconds, e.Failure);
        }
        catch (NotExecutableException e)
        {
            return new ExecutedItem(order, null, null, e.Failure);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException or BuildException))
        {
            var failure = new Failure(
                $"{e.GetType().Name}: {e.Message}", $"stage {order.Stage}, item {order.Item}", "This is a defect of the stage, or of this machine.", Permanent: true);
            return new ExecutedItem(order, null, context.Time.GetElapsedTime(begun).TotalSeconds, failure);
        }
    }
}
