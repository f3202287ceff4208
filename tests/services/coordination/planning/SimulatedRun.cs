using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;
using Planned = Rampart.Coordination.Planning.Verifications;

namespace Rampart.Coordination.Tests.Planning;

/// <summary>A run whose workers finish in any order; it notes everything that a rule could be about.</summary>
sealed class SimulatedRun(PipelineDefinition pipeline, StageCatalog catalog, int window, RunStarted started)
{
    readonly Planner _planner = new(pipeline, catalog);
    readonly Outstanding _outstanding = new();
    readonly Outstanding _verifying = new();
    readonly List<(WorkOrder Order, RunEvent Answer)> _pending = [];

    public SimulatedRun(PipelineDefinition pipeline, StageCatalog catalog, int window) : this(pipeline, catalog, window, Toy.Started)
    {
    }

    public SimulatedRun(PipelineDefinition pipeline, int window) : this(pipeline, Toy.Catalog, window)
    {
    }

    public SimulatedRun(PipelineDefinition pipeline, int window, VerificationRule rule)
        : this(pipeline, Toy.Catalog, window, Toy.Started with { Verification = rule })
    {
    }

    public List<RunEvent> Log { get; } = [started];

    public List<WorkOrder> Orders { get; } = [];

    /// <summary>The results that were ordered to be verified, in that order.</summary>
    public List<ItemId> Verifications { get; } = [];

    public RunState State { get; private set; } = RunState.Empty.Apply(started);

    public int MostOutstanding { get; private set; }

    public RunEvent? Ending { get; private set; }

    /// <summary>Runs to the end. <paramref name="choose"/> picks which pending order finishes next, and how often its event arrives.</summary>
    public SimulatedRun ToTheEnd(Func<int, (int Index, int Copies)> choose)
    {
        while (Advance() is null)
        {
            var (index, copies) = choose(_pending.Count);
            var (order, answer) = _pending[index];
            _pending.RemoveAt(index);
            (answer is ItemCompleted ? _outstanding : _verifying).Remove(new ItemId(order.Stage, order.Item));
            for (var copy = 0; copy < copies; copy++)
            {
                Append(answer);
            }
        }
        return this;
    }

    public RunEvent? Advance()
    {
        var step = _planner.Look(State, _outstanding);
        State = step.State;
        foreach (var (item, key) in step.Ending is null ? Planned.Choose(State, _verifying, window - _outstanding.Count - _verifying.Count) : [])
        {
            var order = Orders.Find(order => order.ExecutionKey == key)!;
            Assert.Null(_verifying[item]);
            _verifying.Add(order, default);
            _pending.Add((order, new ItemVerified(item.Stage, item.Item, key, "one", "other", "identical")));
            Verifications.Add(item);
        }
        foreach (var order in step.Ending is null ? _planner.Choose(State, _outstanding, window - _outstanding.Count - _verifying.Count) : [])
        {
            Assert.Null(_outstanding[new ItemId(order.Stage, order.Item)]);
            _outstanding.Add(order, default);
            _pending.Add((order, Toy.Execute(order)));
            Orders.Add(order);
        }
        MostOutstanding = Math.Max(MostOutstanding, _outstanding.Count + _verifying.Count);
        if (step.Ending is { } ending)
        {
            Append(ending);
            Ending = ending;
        }
        else
        {
            Assert.NotEmpty(_pending);
        }
        return step.Ending;
    }

    public void Append(RunEvent next)
    {
        Log.Add(next);
        State = State.Apply(next);
    }

    public IReadOnlyList<string> Results =>
        [.. Log.OfType<ItemCompleted>().Select(item => $"{item.Stage} {item.Item} {item.ExecutionKey}").Distinct().Order(StringComparer.Ordinal)];
}
