using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Investigation.Replaying;

/// <summary>What the planner decides after each entry of a run's log, made anew from the log alone.</summary>
public sealed class PlanHistory
{
    readonly PipelineDefinition _pipeline;
    readonly StageCatalog _catalog;
    readonly List<RunEvent> _events = [];
    readonly Outstanding _outstanding = new();
    Planner _planner;
    RunState _state = RunState.Empty;

    PlanHistory(PipelineDefinition pipeline, StageCatalog catalog) => (_pipeline, _catalog, _planner) = (pipeline, catalog, new Planner(pipeline, catalog));

    /// <summary>Decides after every entry in turn.</summary>
    /// <param name="pipeline">The run's pipeline.</param>
    /// <param name="catalog">The kinds of stage.</param>
    /// <param name="log">The run's log.</param>
    public static IEnumerable<PlanDecision> Of(PipelineDefinition pipeline, StageCatalog catalog, IEnumerable<RunLogEntry> log)
    {
        var history = new PlanHistory(pipeline, catalog);
        foreach (RunLogEntry entry in log)
        {
            yield return history.Take(entry);
        }
    }

    /// <summary>The place of every item that the plan states: its stage's in the pipeline, and its own among those of the stage.</summary>
    public static Dictionary<(string Stage, string Item), (int Stage, int Item)> Places(
        PipelineDefinition pipeline, StageCatalog catalog, IEnumerable<RunLogEntry> log)
    {
        Dictionary<string, int> stages = pipeline.Stages.Index().ToDictionary(stage => stage.Item.Name, stage => stage.Index);
        var places = new Dictionary<(string, string), (int, int)>();
        foreach (WorkOrder order in Of(pipeline, catalog, log).SelectMany(decision => decision.Orders))
        {
            places.TryAdd((order.Stage, order.Item), (stages[order.Stage], places.Count));
        }
        return places;
    }

    PlanDecision Take(RunLogEntry entry)
    {
        _events.Add(entry.Event);
        bool backward = entry.Event is ItemLost or RunReopened;
        if (backward)
        {
            // A planner follows a run forward only, and a summarised stage has forgotten its items.
            (_planner, _state) = (new Planner(_pipeline, _catalog), RunState.Fold(_events));
        }
        else
        {
            _state = _state.Apply(entry.Event);
        }
        Forget(entry.Event);
        PlanStep step = _planner.Look(_state, _outstanding);
        _state = step.State;
        IReadOnlyList<WorkOrder> orders = step.Ending is null && _state.Ending is null ? _planner.Choose(_state, _outstanding, int.MaxValue) : [];
        foreach (WorkOrder order in orders)
        {
            _outstanding.Add(order, entry.Time);
        }
        return new PlanDecision(entry, orders, step.Ending);
    }

    // What has settled is not outstanding; nor is what a loss or a reopened run puts back.
    void Forget(RunEvent happened)
    {
        switch (happened)
        {
            case ItemCompleted completed:
                _outstanding.Remove(new ItemId(completed.Stage, completed.Item));
                break;
            case ItemFailed failed:
                _outstanding.Remove(new ItemId(failed.Stage, failed.Item));
                break;
            case RunReopened:
                _outstanding.RemoveWhere(_ => true);
                break;
        }
    }
}

/// <summary>What follows from one entry of a log.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Orders">The items that can be ordered from now on and could not before.</param>
/// <param name="Ending">The event that ends the run, if nothing is left to do or it can't go on.</param>
public sealed record PlanDecision(RunLogEntry Entry, IReadOnlyList<WorkOrder> Orders, RunEvent? Ending);
