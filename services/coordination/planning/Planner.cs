using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Planning;

/// <summary>
/// Decides what a run does next. A function of pipeline, state and what is outstanding: no clock, no chance, no I/O. One instance plans one
/// run, from one thread at a time; between calls it keeps only what it could ask for again (<see cref="StageAgenda"/>).
/// </summary>
public sealed class Planner
{
    readonly PipelineDefinition _pipeline;
    readonly StageCatalog _catalog;
    readonly Dictionary<string, StageAgenda> _agendas;
    readonly IReadOnlyDictionary<string, int> _urgency;

    /// <summary>Plans runs of this pipeline.</summary>
    public Planner(PipelineDefinition pipeline, StageCatalog catalog)
    {
        _pipeline = pipeline;
        _catalog = catalog;
        _agendas = pipeline.Stages.ToDictionary(stage => stage.Name, _ => new StageAgenda(), StringComparer.Ordinal);
        _urgency = Urgency(pipeline);
    }

    /// <summary>What to do in this state.</summary>
    /// <param name="state">The fold over the run's log.</param>
    /// <param name="outstanding">The items that were ordered and not heard of since; after a restart none, and whatever was ordered before is ordered again.</param>
    /// <param name="window">How many items may be outstanding at once, at least 1.</param>
    public PlanStep Plan(RunState state, IReadOnlySet<ItemId> outstanding, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        if (state.Started is not { } started || state.Ending is not null)
        {
            return new PlanStep(state, [], null);
        }
        if (FirstFailure(state) is { } failure)
        {
            return new PlanStep(state, [], new RunFailed(failure));
        }
        var (settled, open, stalled) = Settle(state, started);
        if (stalled is not null)
        {
            return new PlanStep(settled, [], new RunFailed(stalled));
        }
        if (_pipeline.Stages.All(stage => settled[stage.Name].Outputs is not null))
        {
            return new PlanStep(settled, [], new RunCompleted());
        }
        var waiting = outstanding.Where(id => !settled.IsFinished(id)).ToHashSet();
        var free = Math.Max(0, window - waiting.Count);
        // Stages take turns, so that chains advance side by side; among equals the one with the longest way to the end goes first.
        var chosen = open
            .SelectMany(stage => Ready(stage, settled, waiting, free))
            .OrderBy(candidate => candidate.Turn)
            .ThenByDescending(candidate => _urgency[candidate.Stage.Name])
            .Take(free);
        return new PlanStep(settled, [.. chosen.Select(candidate => Order(candidate.Stage, candidate.Item, started))], null);
    }

    /// <summary>Summarises every stage whose items have all finished, and so opens those that wait for it.</summary>
    internal RunState Settle(RunState state) => state.Started is { } started ? Settle(state, started).State : state;

    /// <summary>What a stage's plan may look at.</summary>
    internal static StageSituation Situation(PipelineStage stage, RunState state, RunStarted started)
    {
        var sources = $"source/{stage.Name}/";
        return new StageSituation(
            stage.Name,
            stage.Parameters,
            [.. started.Sources.Where(source => source.Role.StartsWith(sources, StringComparison.Ordinal))],
            stage.Links.Where(link => state[link.Stage].Outputs is not null)
                .ToDictionary(link => link.Text, link => state[link.Stage].Outputs!, StringComparer.Ordinal),
            state[stage.Name].Finished);
    }

    (RunState State, List<PipelineStage> Open, Failure? Stalled) Settle(RunState state, RunStarted started)
    {
        var open = new List<PipelineStage>();
        foreach (var stage in _pipeline.Stages)
        {
            var ledger = state[stage.Name];
            if (ledger.Outputs is not null || stage.Links.Any(link => state[link.Stage].Outputs is null))
            {
                continue;
            }
            var situation = Situation(stage, state, started);
            var plan = _catalog[stage.Kind].Plan;
            var items = _agendas[stage.Name].Items(plan, situation, ledger.Done);
            if (items.Count > ledger.Done || items.Any(item => !ledger.Finished.ContainsKey(item.Name)))
            {
                open.Add(stage);
                continue;
            }
            var expected = plan.Count(situation);
            if (items.Count != expected)
            {
                return (state, open, Stall(stage, items.Count, expected));
            }
            state = state.Summarise(stage.Name, plan.Outputs(situation));
        }
        return (state, open, null);
    }

    IEnumerable<(PipelineStage Stage, PlannedItem Item, int Turn)> Ready(PipelineStage stage, RunState state, HashSet<ItemId> waiting, int count)
    {
        var ordered = waiting.Count(id => id.Stage == stage.Name);
        return _agendas[stage.Name].Ready(stage.Name, state, waiting, count).Select((item, place) => (stage, item, ordered + place));
    }

    WorkOrder Order(PipelineStage stage, PlannedItem item, RunStarted started)
    {
        var kind = _catalog[stage.Kind];
        var work = new WorkItem
        {
            Kind = kind.Kind,
            AlgorithmVersion = kind.AlgorithmVersion,
            Parameters = item.Parameters,
            Inputs = item.Inputs,
            Seed = stage.Seed,
            Numerics = started.Numerics,
        };
        return new WorkOrder(started.RunId, stage.Name, item.Name, ExecutionKey.Of(work), work);
    }

    // The failure of the first stage and item in a fixed order, so that it does not depend on which event came first.
    Failure? FirstFailure(RunState state) => _pipeline.Stages
        .SelectMany(stage => state[stage.Name].Failed.OrderBy(failed => failed.Key, StringComparer.Ordinal))
        .Select(failed => failed.Value)
        .FirstOrDefault();

    static Failure Stall(PipelineStage stage, int stated, int expected) => new(
        $"Stage \"{stage.Name}\" of kind {stage.Kind} announced {expected} items and stated {stated}, which are all done.",
        stage.Position.ToString(),
        "Check that the data it refers to is not empty; if it is not, this is a fault in the kind's plan: Items and Count must agree at the end.",
        Permanent: true);

    // How many stages still follow, one after the other.
    static Dictionary<string, int> Urgency(PipelineDefinition pipeline)
    {
        var urgency = pipeline.Stages.ToDictionary(stage => stage.Name, _ => 0, StringComparer.Ordinal);
        foreach (var stage in pipeline.Stages.Reverse())
        {
            foreach (var link in stage.Links)
            {
                urgency[link.Stage] = Math.Max(urgency[link.Stage], urgency[stage.Name] + 1);
            }
        }
        return urgency;
    }
}
