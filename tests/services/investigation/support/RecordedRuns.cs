using System.Text;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Investigation.Tests;

/// <summary>Stores with runs that were planned by the real planner and done by a worker that turns execution keys into bytes.</summary>
sealed class RecordedRuns
{
    static readonly NumericsFingerprint Machine = new("Processor", "AVX2", "libtorch 1", "BLAS", "cpu", 1);

    public MemoryArtifacts Artifacts { get; } = new();

    public MemoryResults Results { get; } = new();

    public MemoryLogs Logs { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public RecordedStore Store => new(Artifacts, Results, Logs, Journal, Toy.Catalog);

    /// <summary>Runs a pipeline to its end; item number n is computed in the second before log entry n, by workers in turn.</summary>
    public async Task<RunReading> RunAsync(string id, string pipeline, string source = "data", Func<WorkOrder, string>? bytes = null, bool journaled = true)
    {
        PipelineDefinition definition = new PipelineReader(Toy.Catalog).Read(pipeline, "pipeline.yaml", []);
        ArtifactRef yaml = Artifacts.Add(MediaTypes.Yaml, Encoding.UTF8.GetBytes(definition.ResolvedYaml));
        ArtifactRef file = Artifacts.Add(MediaTypes.Binary, Encoding.UTF8.GetBytes(source));
        var started = new RunStarted(id, yaml, [new NamedArtifact("source/data/text", file)], "cpu-float32", "0.1.0");
        Logs.Add(id, started);
        var planner = new Planner(definition, Toy.Catalog);
        RunState state = RunState.Empty.Apply(started);
        for (int entry = 1; planner.Look(state, new Outstanding()) is var step; entry++)
        {
            if (step.Ending is { } ending)
            {
                Logs.Add(id, ending);
                return await RunReading.FindAsync(Logs, id, default);
            }
            WorkOrder order = planner.Choose(step.State, new Outstanding(), 1).Single();
            ItemCompleted completed = Execute(order, entry, (bytes ?? (work => work.ExecutionKey))(order), journaled);
            Logs.Add(id, completed);
            state = step.State.Apply(completed);
        }
        throw new InvalidOperationException("A run never ends.");
    }

    ItemCompleted Execute(WorkOrder order, int entry, string bytes, bool journaled)
    {
        NamedArtifact output = new("out", Artifacts.Add(MediaTypes.Binary, Encoding.UTF8.GetBytes(bytes)));
        DateTimeOffset began = MemoryLogs.Start.AddSeconds(entry - 0.8);
        string worker = $"worker:{entry % 2}";
        bool cached = !Results.Manifests.TryAdd(order.ExecutionKey, new ResultManifest(order.ExecutionKey, order.Work, [output], "0.1.0", Machine));
        Results.Records.TryAdd(order.ExecutionKey, new ExecutionRecord(order.ExecutionKey, order.RunId, order.Stage, order.Item, began, TimeSpan.FromSeconds(0.6), worker));
        if (journaled)
        {
            Note(began.AddSeconds(-0.1), JournalAct.Sent, "MineShard", null);
            Note(began, JournalAct.Arrived, "MineShard", worker);
            Note(began.AddSeconds(0.6), JournalAct.Sent, nameof(WorkItemCompleted), worker);
            Note(began.AddSeconds(0.61), JournalAct.Ended, "MineShard", worker, JournalOutcome.Consumed);
        }
        return new ItemCompleted(order.Stage, order.Item, order.ExecutionKey, [output], cached);

        void Note(DateTimeOffset time, JournalAct act, string type, string? by, JournalOutcome? outcome = null) => Journal.Add(
            time, act, type, order.RunId, order.Stage, order.Item,
            type == nameof(WorkItemCompleted) ? Bus.MessageIds.OfAnswer(Bus.MessageIds.Completed, order) : Bus.MessageIds.OfOrder(order), by, outcome);
    }
}
