using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination.Tests.Planning;

/// <summary>A run whose workers finish in any order; it notes everything that a rule could be about.</summary>
sealed class SimulatedRun(PipelineDefinition pipeline, StageCatalog catalog, int window)
{
    readonly Planner _planner = new(pipeline, catalog);
    readonly Outstanding _outstanding = new();
    readonly List<WorkOrder> _pending = [];

    public SimulatedRun(PipelineDefinition pipeline, int window) : this(pipeline, Toy.Catalog, window)
    {
    }

    public List<RunEvent> Log { get; } = [Toy.Started];

    public List<WorkOrder> Orders { get; } = [];

    public RunState State { get; private set; } = RunState.Empty.Apply(Toy.Started);

    public int MostOutstanding { get; private set; }

    public RunEvent? Ending { get; private set; }

    /// <summary>Runs to the end. <paramref name="choose"/> picks which pending order finishes next, and how often its event arrives.</summary>
    public SimulatedRun ToTheEnd(Func<int, (int Index, int Copies)> choose)
    {
        while (Advance() is null)
        {
            var (index, copies) = choose(_pending.Count);
            var order = _pending[index];
            _pending.RemoveAt(index);
            _outstanding.Remove(new ItemId(order.Stage, order.Item));
            for (var copy = 0; copy < copies; copy++)
            {
                Append(Toy.Execute(order));
            }
        }
        return this;
    }

    public RunEvent? Advance()
    {
        var step = _planner.Look(State, _outstanding);
        State = step.State;
        foreach (var order in step.Ending is null ? _planner.Choose(State, _outstanding, window - _outstanding.Count) : [])
        {
            Assert.Null(_outstanding[new ItemId(order.Stage, order.Item)]);
            _outstanding.Add(order, default);
            _pending.Add(order);
            Orders.Add(order);
        }
        MostOutstanding = Math.Max(MostOutstanding, _outstanding.Count);
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
