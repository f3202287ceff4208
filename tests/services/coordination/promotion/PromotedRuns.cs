using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Coordination.Tests.Promotion;

/// <summary>Runs that make a model, judge it and promote it; what they make is decided by the test.</summary>
sealed class PromotedRuns : IDisposable
{
    public const string Model = "toy", Production = "production", Candidate = "candidate";

    static readonly StageCatalog Catalog = new(
    [
        new StageKind("make", typeof(NoKnobs), 1, new ReadingPlan(), order => new TrainSegment(order)) { OffersModel = true },
        new StageKind("judge", typeof(ChainKnobs), 1, new ChainPlan(), order => new EvaluateShard(order)) { ChecksGates = _ => true },
    ]);

    public PromotedRuns()
    {
        Documents = new CrashingDocuments(Store.Documents);
        Registry = new ModelRegistry(Documents, TimeProvider.System);
    }

    public TemporaryStore Store { get; } = new();

    public CrashingDocuments Documents { get; }

    public ModelRegistry Registry { get; }

    public Outbox Outbox { get; } = new();

    /// <summary>The gate's measured value, which must be at least 0.5.</summary>
    public double Measured { get; set; } = 0.75;

    /// <summary>What happens to the first judgement before it is told.</summary>
    public Action<ItemCompleted>? OnExecuted { get; set; }

    public static PipelineDefinition Read(string publish, string rest, bool judged = true) => new PipelineReader(Catalog).Read(
        $$"""
        name: toy
        stages:
          model: { kind: make }
        {{(judged ? "  judgement: { kind: judge, segments: 1, after: [model] }" : "")}}
        {{publish}}promotion: { model: {{Model}}{{rest}} }
        """,
        "pipeline.yaml", []);

    /// <summary>A coordinator in a process of its own, as it were.</summary>
    public Coordinator Coordinator() => new(
        Store.Logs, Store.Results, Store.Artifacts, Catalog, new RunPromotion(Store.Artifacts, Registry, Store.Unsigned), CoordinatedRuns.Options, new IgnoredMessages(),
        TimeProvider.System, NullLogger<Coordinator>.Instance);

    /// <summary>Begins a run as the tool does.</summary>
    public async Task<string> Begin(string rest = "") =>
        (await new RunOpening(Store.Artifacts, Store.Logs, Store.Sources(Catalog), Registry)
            .OpenAsync(Read("publish: model\n", rest), "cpu-float32", "1", fresh: true, default)).Id;

    /// <summary>Takes a run up and answers what it orders, until it has ended or an answer can't be dealt with.</summary>
    public async Task Work(Coordinator coordinator, string run)
    {
        int known = Outbox.Orders.Count;
        await coordinator.StartAsync(run, Outbox, default);
        for (; known < Outbox.Orders.Count; known++)
        {
            await coordinator.HandleAsync(run, new RunMessage.Happened(await Execute(Outbox.Orders[known])), false, Outbox, default);
        }
    }

    /// <summary>A run from its beginning to its end.</summary>
    public async Task<string> Complete(string rest = "")
    {
        string run = await Begin(rest);
        await Work(Coordinator(), run);
        return run;
    }

    public Task<ModelHistory> History() => Registry.ReadAsync(Model, default);

    public async Task<T> Event<T>(string run) where T : RunEvent => Assert.Single((await Store.Log(run)).OfType<T>());

    public void Dispose() => Store.Dispose();

    async Task<ItemCompleted> Execute(WorkOrder order)
    {
        IReadOnlyList<NamedArtifact> outputs = order.Stage == "model"
            ? [await Write("config", order.RunId), await Write("tokenizer", "words")]
            : [await Write("results", new { rows = Array.Empty<object>(), gates = new[] { Gate() }, flags = Array.Empty<object>(), gallery = Array.Empty<object>() })];
        var made = new ItemCompleted(order.Stage, order.Item, order.ExecutionKey, outputs, Cached: false);
        if (order.Stage == "judgement")
        {
            OnExecuted?.Invoke(made);
            OnExecuted = null;
        }
        return made;
    }

    object Gate() => new { task = "answer", model = "model", condition = "model >= 0.5", passed = Measured >= 0.5, measured = Measured, required = 0.5, stderr = 0.01 };

    async Task<NamedArtifact> Write(string role, object content) => new(
        role, await Store.Artifacts.WriteAsync(MediaTypes.Json, async (stream, c) => await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(content), c), default));
}
