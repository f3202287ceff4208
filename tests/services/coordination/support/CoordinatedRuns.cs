using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Rampart.Contracts;
using Rampart.Coordination.Tests.Planning;
using Rampart.Pipeline;
using Rampart.Testing;

namespace Rampart.Coordination.Tests;

/// <summary>A coordinator of toy runs on a real store; its workers are the test.</summary>
sealed class CoordinatedRuns : IDisposable
{
    public CoordinatedRuns(int window = 64)
    {
        Logs = new WatchedLogs(Store.Logs);
        Coordinator = Another(window);
    }

    public TemporaryStore Store { get; } = new();

    public WatchedLogs Logs { get; }

    public IgnoredMessages Ignored { get; } = new();

    public ManualTime Time { get; } = new();

    public Outbox Outbox { get; } = new();

    public Coordinator Coordinator { get; }

    public static CoordinationOptions Options { get; } = new() { LookAround = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromMinutes(10) };

    /// <summary>A coordinator in another process, as it were.</summary>
    public Coordinator Another(int window = 64) => new(
        Logs, Store.Results, Store.Artifacts, Toy.Catalog, Store.Promotion, Options with { Window = window }, Ignored, Time, NullLogger<Coordinator>.Instance);

    /// <summary>Begins a run as the tool does: its pipeline is in the store, and its log has its start.</summary>
    public async Task<string> Begin(string id, string pipeline, int priority = RunPriority.Usual)
    {
        PipelineDefinition read = Toy.Read(pipeline);
        ArtifactRef yaml = await Store.Artifacts.WriteAsync(MediaTypes.Yaml, (stream, c) => stream.WriteAsync(Encoding.UTF8.GetBytes(read.ResolvedYaml), c).AsTask(), default);
        await Store.Logs.AppendAsync(id, 0, [new RunStarted(id, yaml, [], "cpu-float32", "1", priority)], default);
        return id;
    }

    public Task Start(string id) => Coordinator.StartAsync(id, Outbox, default);

    public Task Say(string? id, RunMessage? message, bool redelivered = false) => Coordinator.HandleAsync(id, message, redelivered, Outbox, default);

    public Task Answer(WorkOrder order) => Say(order.RunId, new RunMessage.Happened(Toy.Execute(order)));

    public void Dispose() => Store.Dispose();
}
