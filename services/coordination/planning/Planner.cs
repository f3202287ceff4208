using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Planning;

/// <summary>
/// Decides what a run does next. A function of pipeline, state and what is outstanding: no clock, no chance, no I/O. One instance follows
/// one run forward, from one thread at a time; between calls it keeps only what it could ask for again. When a run's log has taken a
/// result back, a new planner goes on.
/// </summary>
public sealed class Planner(PipelineDefinition pipeline, StageCatalog catalog)
{
    readonly IReadOnlyDictionary<string, int> _urgency = Urgency(pipeline);
    StageFrontier? _frontier;

    /// <summary>How the run goes on from this state.</summary>
    public PlanStep Look(RunState state, Outstanding outstanding)
    {
        if (state.Started is null || state.Ending is not null)
        {
            return new PlanStep(state, 0, null);
        }
        var (settled, stall) = Settled(state);
        if ((FirstFailure(settled) ?? Verifications.Failure(settled) ?? stall) is { } failure)
        {
            return new PlanStep(settled, 0, new RunFailed(failure));
        }
        if (Frontier(settled).Open is { Count: > 0 } open)
        {
            return new PlanStep(settled, open.Sum(stage => Ready(stage, settled, outstanding)), null);
        }
        return settled.Verification.Pending.IsEmpty
            ? new PlanStep(settled, 0, new RunCompleted()) { Promotes = pipeline.Promotion is not null && settled.Promotion is null }
            : new PlanStep(settled, 0, null);
    }

    /// <summary>The items to order now, the most urgent first.</summary>
    /// <param name="state">The state of the step that <see cref="Look"/> returned last.</param>
    /// <param name="outstanding">What was ordered and not heard of since; after a restart nothing, and whatever was ordered before is ordered again.</param>
    /// <param name="most">How many may be ordered at most.</param>
    public IReadOnlyList<WorkOrder> Choose(RunState state, Outstanding outstanding, int most)
    {
        // Stages take turns, so that chains advance side by side; among equals the one with the longest way to the end goes first.
        var turns = new PriorityQueue<OpenStage, (int Turn, int Urgency, int Place)>();
        foreach (var stage in Frontier(state).Open)
        {
            stage.Agenda.Rewind(state[stage.Name], outstanding);
            turns.Enqueue(stage, (outstanding.CountOf(stage.Name), -_urgency[stage.Name], stage.Place));
        }
        var orders = new List<WorkOrder>();
        while (orders.Count < most && turns.TryDequeue(out var stage, out var turn))
        {
            if (stage.Agenda.Next(state[stage.Name], outstanding) is { } item)
            {
                orders.Add(Order(stage, item, state));
                turns.Enqueue(stage, turn with { Turn = turn.Turn + 1 });
            }
        }
        return orders;
    }

    /// <summary>The order of this item as the plan states it in this state; null when it does not, or when the item has a result.</summary>
    public WorkOrder? Find(RunState state, ItemId id) =>
        state is { Started: not null, Ending: null }
        && Frontier(state).Open.Find(stage => stage.Name == id.Stage) is { } stage
        && !state.IsFinished(id)
        && stage.Agenda.Find(id.Item, state[id.Stage], () => Situation(stage.Stage, state)) is { } item
            ? Order(stage, item, state)
            : null;

    /// <summary>The stages with failed items that they can't do without: what a run that is reopened forgets.</summary>
    public IReadOnlyList<string> Overdrawn(RunState state) =>
        [.. Frontier(state).Open.Where(stage => Failure(stage, state) is not null).Select(stage => stage.Name)];

    /// <summary>Summarises every stage whose items have all settled, and so opens those that wait for it.</summary>
    public RunState Settle(RunState state) => state.Started is null ? state : Settled(state).State;

    /// <summary>What a stage's plan may look at.</summary>
    internal static StageSituation Situation(PipelineStage stage, RunState state)
    {
        var sources = $"source/{stage.Name}/";
        return new StageSituation(
            stage.Name,
            stage.Parameters,
            [.. state.Started!.Sources.Where(source => source.Role.StartsWith(sources, StringComparison.Ordinal))],
            stage.Links.Where(link => state[link.Stage].IsComplete)
                .ToDictionary(link => link.Text, link => state[link.Stage].Outputs!, StringComparer.Ordinal),
            state[stage.Name].Finished);
    }

    (RunState State, Failure? Stall) Settled(RunState state)
    {
        var frontier = Frontier(state);
        for (var place = 0; place < frontier.Open.Count;)
        {
            var stage = frontier.Open[place];
            var ledger = state[stage.Name];
            StageSituation At() => Situation(stage.Stage, state);
            if (!stage.IsSettled(ledger, At, out var stall) || Failure(stage, state) is not null)
            {
                if (stall is not null)
                {
                    return (state, stall);
                }
                place++;
                continue;
            }
            // What nobody needs is not worked out, and what was needed by this stage alone is let go.
            state = state.Summarise(stage.Name, frontier.IsNeeded(stage.Name) ? stage.Kind.Plan.Outputs(At()) : []);
            state = frontier.Close(stage).Aggregate(state, (released, upstream) => released.Summarise(upstream, []));
        }
        return (state, null);
    }

    static int Ready(OpenStage stage, RunState state, Outstanding outstanding) =>
        Math.Max(0, stage.Agenda.Unsettled(state[stage.Name]) - outstanding.CountOf(stage.Name));

    // In the pipeline's order, so that it does not depend on which event came first.
    Failure? FirstFailure(RunState state) => Frontier(state).Open.Select(stage => Failure(stage, state)).FirstOrDefault(failure => failure is not null);

    static Failure? Failure(OpenStage stage, RunState state) =>
        state[stage.Name] is { Failed.IsEmpty: false } ledger ? stage.Failure(ledger, Situation(stage.Stage, state)) : null;

    StageFrontier Frontier(RunState state) => _frontier ??= new StageFrontier(pipeline, catalog, state);

    static WorkOrder Order(OpenStage stage, PlannedItem item, RunState state)
    {
        var work = new WorkItem
        {
            Kind = stage.Kind.Kind,
            AlgorithmVersion = stage.Kind.AlgorithmVersion,
            Parameters = item.Parameters,
            Inputs = item.Inputs,
            Seed = stage.Stage.Seed,
            Numerics = stage.Stage.Compute is { } compute ? compute.Over(state.Started!.Numerics) : state.Started!.Numerics,
        };
        return new WorkOrder(state.Started.RunId, stage.Name, item.Name, ExecutionKey.Of(work), work, state.Generation);
    }

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
