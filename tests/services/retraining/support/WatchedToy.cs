using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Artifacts.Azure;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Testing;
using Rampart.Triggers;

namespace Rampart.Retraining.Tests;

/// <summary>A store in a folder of its own with a watch in it, kept by processes that may die.</summary>
sealed class WatchedToy : IDisposable
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    readonly StoreFolder _store;
    readonly FileDocumentStore _documents;
    readonly List<WatchLogs> _opened = [];

    public WatchedToy(string triggers = "{ on: [{ name: data-arrived, place: /incoming }], debounce_seconds: 0 }")
    {
        _store = StoreFolder.Open(Path.Combine(Folder, "store"));
        (_documents, Artifacts, Logs) = (new FileDocumentStore(_store), new FileArtifactStore(_store), new FileRunLogStore(_store, Time));
        Source = Path.Combine(Folder, "source.txt");
        File.WriteAllText(Source, "data");
        Pipeline = Toy.Read(Toy.Yaml(Source, triggers));
        Definition = Register.AddAsync(Pipeline, "ada", default).GetAwaiter().GetResult();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("rampart-retraining-").FullName;

    public string Source { get; }

    public ManualTime Time { get; } = new();

    public FileArtifactStore Artifacts { get; }

    public FileRunLogStore Logs { get; }

    public PipelineDefinition Pipeline { get; }

    public WatchDefinition Definition { get; }

    public List<object> Published { get; } = [];

    public ModelRegistry Registry => new(_documents, Time);

    WatchRegister Register => new(_documents, Toy.Catalog, Time);

    /// <summary>A process that keeps the watch, and its log as it sees it.</summary>
    public (WatchKeeper Keeper, WatchLog Log) Start(Fate fate)
    {
        var documents = new MortalDocuments(_documents, fate);
        var logs = new MortalLogs(Logs, fate);
        var opened = new WatchLogs(documents, Time);
        _opened.Add(opened);
        var reader = new PipelineReader(Toy.Catalog);
        var sources = new SourceImport(Toy.Catalog, Artifacts, Registry, new ArrivalImport(new ArrivalPlaces(new AzureStoreOptions()), Artifacts));
        var starter = new RunStarter(
            Artifacts, new WatchRegister(documents, Toy.Catalog, Time), reader, new RunOpening(Artifacts, logs, sources, Registry),
            new RunDeclaration(_ => "cpu-float32", "1"), new MortalPublisher(Published, fate));
        WatchLog log = opened["toy"];
        return (new WatchKeeper(Watched.Read("toy", Definition, reader), log, new SampleCounts([]), starter, logs, new Silence(), new RetrainingOptions(), Time), log);
    }

    public static TriggerCause Arrived(string name) => Causes.DataArrived("/incoming", name, "1", 1, CauseChannels.Poller, DateTimeOffset.UnixEpoch);

    /// <summary>What started a run.</summary>
    public async Task<RunTrigger> Trigger(string runId) => Assert.IsType<RunStarted>((await Logs.ReadAsync(runId, default))[0].Event).Trigger!;

    /// <summary>The subjects of all causes of a run.</summary>
    public async Task<IReadOnlyList<string>> Subjects(string runId)
    {
        ReadOnlyMemory<byte> lines = await Artifacts.ReadAsync((await Trigger(runId)).Causes, default);
        return [.. System.Text.Encoding.UTF8.GetString(lines.Span).TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize<TriggerCause>(line, Json)!.Subject)];
    }

    public void Dispose()
    {
        _opened.ForEach(logs => logs.Dispose());
        _store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    sealed class Silence : IWatchObserver
    {
        public void Accepted(string watch, string channel, int causes)
        {
        }

        public void Waits(string watch, int causes, TriggerDecision.Wait wait)
        {
        }

        public void Planned(string watch, TriggeredRun run)
        {
        }

        public void Begun(string watch, TriggeredRun run)
        {
        }

        public void Ended(string watch, TriggeredRun run, string outcome)
        {
        }

        public void Failed(string watch, string what, Exception exception)
        {
        }
    }
}
