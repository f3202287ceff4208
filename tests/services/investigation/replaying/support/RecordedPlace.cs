using System.Security.Cryptography;
using System.Text;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Artifacts.Files;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Investigation.Replaying;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>A real store in a folder of its own with toy trainings in it, recorded as the services do: results, logs, journal.</summary>
sealed class RecordedPlace : IDisposable
{
    public const string Worker = "worker:1", Coordinator = "coordinator:1";

    static readonly NumericsFingerprint Machine = new("Processor", "AVX2", "libtorch 1", "BLAS", "cpu", 1);
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-replay-test-").FullName;

    public RecordedPlace() => File.WriteAllBytes(Source, [.. Enumerable.Range(0, 300).Select(i => (byte)(i * 31))]);

    public string Source => Path.Combine(_folder, "source");

    public string StoreFolder => Path.Combine(_folder, "store");

    public MemoryJournal Journal { get; } = new();

    /// <summary>Runs a pipeline to its end and records all of it.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="pipeline">Its YAML.</param>
    /// <param name="reorderedStep">A step whose batch is reordered.</param>
    public async Task<RunReading> RecordAsync(string id, string? pipeline = null, int? reorderedStep = null)
    {
        using var folder = Rampart.Artifacts.Files.StoreFolder.Open(StoreFolder);
        var artifacts = new FileArtifactStore(folder);
        var results = new FileResultStore(folder, artifacts);
        var logs = new FileRunLogStore(folder, TimeProvider.System);
        PipelineDefinition definition = new PipelineReader(ToyTraining.Catalog).Read(pipeline ?? ToyTraining.Pipeline(Source), "pipeline.yaml", []);
        ArtifactRef yaml = await artifacts.WriteAsync(MediaTypes.Yaml, async (s, c) => await s.WriteAsync(Encoding.UTF8.GetBytes(definition.ResolvedYaml), c), default);
        ArtifactRef file = await artifacts.WriteAsync(MediaTypes.Binary, async (s, c) => await s.WriteAsync(File.ReadAllBytes(Source), c), default);
        var started = new RunStarted(id, yaml, [new NamedArtifact("source/split/text", file)], "cpu-float32", "0.1.0");
        var computation = Computation(ToyTraining.Stages(reorderedStep));
        var planner = new Planner(definition, ToyTraining.Catalog);
        await logs.AppendAsync(id, 0, [started], default);
        Note(new StartRun(id), MessageIds.Of("start", id), id, null, "client:1", Coordinator);
        RunState state = RunState.Empty.Apply(started);
        for (int entry = 1; ; entry++)
        {
            PlanStep step = planner.Look(state, new Outstanding());
            if (step.Ending is { } ending)
            {
                await logs.AppendAsync(id, entry, [ending], default);
                return await RunReading.FindAsync(logs, id, default);
            }
            WorkOrder order = planner.Choose(step.State, new Outstanding(), 1).Single();
            ResultManifest manifest = await results.FindAsync(order.ExecutionKey, default)
                ?? await results.CommitAsync(await computation.RunAsync(computation.StageOf(order), order, artifacts, new Progress<StageProgress>(), default), default);
            Note(ToyTraining.Catalog[order.Work.Kind].Command!(order), MessageIds.OfOrder(order), id, order, Coordinator, Worker);
            Note(
                new WorkItemCompleted(id, order.Stage, order.Item, order.ExecutionKey, manifest.Outputs, false), MessageIds.OfAnswer("completed", order), id, order,
                Worker, Coordinator);
            var completed = new ItemCompleted(order.Stage, order.Item, order.ExecutionKey, manifest.Outputs, false);
            await logs.AppendAsync(id, entry, [completed], default);
            state = step.State.Apply(completed);
        }
    }

    /// <summary>Opens the store to be replayed, with stages that may have been changed.</summary>
    public OpenReplay Open(int? reorderedStep = null, bool journaled = true) =>
        new(StoreView.Open(StoreLocation.Parse(StoreFolder), new AzureStoreOptions(), TimeProvider.System), journaled ? Journal : null, ToyTraining.Stages(reorderedStep));

    /// <summary>Every file of the store with the digest of its bytes.</summary>
    public IReadOnlyList<string> Bytes() =>
    [
        .. Directory.GetFiles(StoreFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(StoreFolder, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    /// <summary>Flips a bit of a stored artifact, without changing its length.</summary>
    public void Flip(ArtifactRef artifact, int offset, byte bit)
    {
        string path = Path.Combine(StoreFolder, "blobs", "sha256", artifact.Digest[..2], artifact.Digest);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[offset] ^= bit;
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static StageComputation Computation(IReadOnlyList<IStage> stages) => new(stages, new Numerics(), new WarmCache(), new Stages.Worker("0.1.0", Worker));

    void Note(object message, Guid id, string runId, WorkOrder? order, string sender, string receiver)
    {
        byte[] envelope = Envelopes.Of(message, id);
        foreach ((JournalAct act, string worker) in new[] { (JournalAct.Sent, sender), (JournalAct.Arrived, receiver), (JournalAct.Ended, receiver) })
        {
            Journal.Records.Add(new JournalRecord
            {
                Writer = new JournalWriter(worker, "0.1.0", worker == Worker ? Machine : null, "memory"),
                Sequence = Journal.Records.Count,
                Time = MemoryLogs.Start.AddSeconds(Journal.Records.Count),
                Act = act,
                MessageId = id,
                MessageType = message.GetType().Name,
                Address = message is IWorkCommand ? "work" : "coordination",
                RunId = runId,
                Stage = order?.Stage,
                Item = order?.Item,
                Outcome = act == JournalAct.Ended ? JournalOutcome.Consumed : null,
                Envelope = act == JournalAct.Ended ? default(ReadOnlyMemory<byte>) : envelope,
            });
        }
    }

    internal sealed class Numerics : INumerics
    {
        public NumericsFingerprint Fingerprint => Machine;

        public void PrepareThread() => TorchSharp.torch.set_num_threads(1);
    }
}
