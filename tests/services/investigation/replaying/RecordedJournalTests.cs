using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Artifacts.Azure;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.EndToEnd.Tool;
using Rampart.Investigation.Replaying;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>
/// What earlier versions journaled must replay. Each <c>recorded/version-*.jsonl</c> holds the journal's records of one run of the tool with tiny
/// stages, as its reader gave them; beside it lie the run's log and its pipeline. A file of a released version is never changed.
/// </summary>
public sealed class RecordedJournalTests : IDisposable
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "replaying", "recorded");
    readonly string _store = Directory.CreateTempSubdirectory("rampart-recorded-").FullName;

    public static TheoryData<string> Versions => [.. Directory.GetFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_journal_of_an_earlier_version_still_replays(string version)
    {
        var journal = new MemoryJournal();
        journal.Records.AddRange(File.ReadLines(Path.Combine(Folder, version + ".jsonl")).Select(line => JsonSerializer.Deserialize<JournalRecord>(line)!));
        string id = journal.Records.First(record => record.RunId is not null).RunId!;
        var services = new ServiceCollection();
        TinyStages.Add(services);
        await using ServiceProvider stages = services.BuildServiceProvider();
        var catalog = new StageCatalog(stages.GetServices<StageKind>());
        var computation = new StageComputation(stages.GetServices<IStage>(), stages.GetRequiredService<INumerics>(), new WarmCache(), new Worker("0.1.0", "replay:1"));
        await RestoreAsync(version, id, journal, computation);

        using IStoreView store = StoreView.Open(StoreLocation.Parse(_store), new AzureStoreOptions(), TimeProvider.System);
        using Sandbox sandbox = Sandbox.Open(store.Artifacts, null);
        var execution = new LocalExecution(computation, stages.GetRequiredService<INumerics>(), new Worker("0.1.0", "replay:1"), sandbox);
        var context = new ReplayContext(store, journal, new PipelineReader(catalog), catalog, sandbox, execution, new WarmCache(), 2, TimeProvider.System);
        ReplayReport report = await new RunReplay(context).RunAsync(id, ItemSelection.All, OrderChange.None, new Progress<ReplayProgress>(), default);

        Assert.True(report.Verdict == ReplayVerdict.Identical, report.Summary);
        Assert.Equal(6, report.Items.Count);
        Assert.All(report.Items, item => Assert.Equal(RecordSource.Journal, item.Source));
        Assert.DoesNotContain(report.Audit, finding => finding.Severity != AuditSeverity.Notice);
        Assert.Empty(report.Notes);
    }

    public void Dispose() => Directory.Delete(_store, recursive: true);

    // The store as the run left it: what came from outside, and what its items made of it.
    async Task RestoreAsync(string version, string id, MemoryJournal journal, StageComputation computation)
    {
        using StoreFolder folder = StoreFolder.Open(_store);
        var artifacts = new FileArtifactStore(folder);
        await WriteAsync(artifacts, await File.ReadAllBytesAsync(Path.Combine(Folder, version + ".yaml")));
        await WriteAsync(artifacts, [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 31))]);
        Directory.CreateDirectory(Path.Combine(_store, "runs", id));
        File.Copy(Path.Combine(Folder, version + ".log"), Path.Combine(_store, "runs", id, "log"));
        foreach (JournalRecord record in journal.Records.Where(record => !record.Envelope.IsEmpty && WorkMessages.IsOrder(record.MessageType)))
        {
            WorkOrder order = Messages.Order(EnvelopeReader.Read(record.Envelope));
            await computation.RunAsync(computation.StageOf(order), order, artifacts, new Progress<StageProgress>(), default);
        }
    }

    static Task WriteAsync(FileArtifactStore artifacts, byte[] bytes) =>
        artifacts.WriteAsync(MediaTypes.Binary, async (stream, c) => await stream.WriteAsync(bytes, c), default);
}
