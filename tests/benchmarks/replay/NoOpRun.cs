using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Benchmarks.Replay;

/// <summary>A recorded run of very many items that do nothing but write a few bytes.</summary>
sealed class NoOpRun(string folder, int items) : IJournalReader
{
    public const string Id = "no-op-1";

    static readonly JsonSerializerOptions EnvelopeJson = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    static readonly NumericsFingerprint Machine = new("", "", "", "", "cpu", 1);
    readonly List<JournalRecord> _records = [];

    public static StageCatalog Catalog { get; } = new([new StageKind("mining", typeof(Knobs), 1, new Plan(), order => new MineShard(order))]);

    public static StageComputation Computation { get; } = new([new Stage()], new Numerics(), new WarmCache(), new Worker("0.1.0", "worker"));

    public static INumerics Arithmetic { get; } = new Numerics();

    /// <summary>Writes the store and the journal.</summary>
    public async Task RecordAsync()
    {
        using StoreFolder store = StoreFolder.Open(folder);
        var artifacts = new FileArtifactStore(store);
        PipelineDefinition pipeline = new PipelineReader(Catalog).Read($"name: no-op\nstages:\n  mine: {{ kind: mining, items: {items} }}\n", "pipeline.yaml", []);
        ArtifactRef yaml = await artifacts.WriteAsync(MediaTypes.Yaml, async (s, c) => await s.WriteAsync(Encoding.UTF8.GetBytes(pipeline.ResolvedYaml), c), default);
        var started = new RunStarted(Id, yaml, [], "cpu-float32", "0.1.0");
        var planner = new Coordination.Planning.Planner(pipeline, Catalog);
        var state = planner.Look(Coordination.Planning.RunState.Empty.Apply(started), new()).State;
        var events = new List<RunEvent> { started };
        NamedArtifact[] outputs = [new NamedArtifact("out", await artifacts.WriteAsync(MediaTypes.Binary, async (s, c) => await s.WriteAsync(Stage.Bytes, c), default))];
        foreach (WorkOrder order in planner.Choose(state, new(), items))
        {
            Note(new MineShard(order), MessageIds.OfOrder(order), order);
            Note(new WorkItemCompleted(Id, order.Stage, order.Item, order.ExecutionKey, outputs, false), MessageIds.OfAnswer("completed", order), order);
            events.Add(new ItemCompleted(order.Stage, order.Item, order.ExecutionKey, outputs, false));
        }
        events.Add(new RunCompleted());
        var logs = new FileRunLogStore(store, TimeProvider.System);
        long length = 0;
        foreach (RunEvent[] append in events.Chunk(1000))
        {
            await logs.AppendAsync(Id, length, append, default);
            length += append.Length;
        }
    }

    public async IAsyncEnumerable<JournalRecord> ReadAsync(JournalFilter filter, Action<JournalDamage> damaged, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (JournalRecord record in _records.Where(filter.Passes))
        {
            yield return record;
        }
    }

    void Note(object message, Guid id, WorkOrder order)
    {
        byte[] envelope = JsonSerializer.SerializeToUtf8Bytes(
            new { MessageId = id, MessageType = new[] { $"urn:message:Rampart.Contracts:{message.GetType().Name}" }, Message = message }, EnvelopeJson);
        foreach (JournalAct act in new[] { JournalAct.Sent, JournalAct.Arrived })
        {
            _records.Add(new JournalRecord
            {
                Writer = new JournalWriter("worker", "0.1.0", Machine, "memory"), Sequence = _records.Count, Time = DateTimeOffset.UnixEpoch, Act = act, MessageId = id,
                MessageType = message.GetType().Name, Address = "queue", RunId = Id, Stage = order.Stage, Item = order.Item, Envelope = envelope,
            });
        }
    }

    sealed record Knobs
    {
        [Description("How many items.")]
        public int Items { get; init; } = 1;
    }

    sealed class Plan : IStagePlan
    {
        public int Count(StageSituation situation) => ((Knobs)situation.Parameters).Items;

        public IReadOnlyList<PlannedItem> Items(StageSituation situation) => new ItemSequence(
            Count(situation), place => $"item-{place:d6}", (place, name) => new PlannedItem(name, JsonSerializer.SerializeToElement(new { place }), []));

        public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => [];
    }

    sealed class Stage : IStage
    {
        public static readonly byte[] Bytes = Encoding.UTF8.GetBytes("nothing");

        public string Kind => "mining";

        public int AlgorithmVersion => 1;

        public Determinism Determinism { get; } = new Determinism.Bitwise();

        public void Execute(StageContext context) => context.Outputs.Write("out", MediaTypes.Binary, stream => stream.Write(Bytes));
    }

    sealed class Numerics : INumerics
    {
        public NumericsFingerprint Fingerprint => Machine;

        public void PrepareThread()
        {
        }
    }
}
