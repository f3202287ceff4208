using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Journal;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>Replays of a recorded place.</summary>
sealed class OpenReplay : IDisposable
{
    public OpenReplay(IStoreView store, IJournalReader? journal, IReadOnlyList<IStage> stages)
    {
        Sandbox sandbox = Sandbox.Open(store.Artifacts, keep: null);
        var execution = new Counted(new LocalExecution(
            RecordedPlace.Computation(stages), new RecordedPlace.Numerics(), new Worker("0.1.0", "replay:1"), sandbox));
        Execution = execution;
        Context = new ReplayContext(
            store, journal, new PipelineReader(ToyTraining.Catalog), ToyTraining.Catalog, sandbox, execution, new WarmCache(), Concurrency: 2, TimeProvider.System);
    }

    public ReplayContext Context { get; }

    public Counted Execution { get; }

    public Task<ReplayReport> Run(string id, ItemSelection? selection = null, OrderChange? change = null) =>
        new RunReplay(Context).RunAsync(id, selection ?? ItemSelection.All, change ?? OrderChange.None, new Progress<ReplayProgress>(), default);

    public Task<ReplayReport> Message(Guid id) => new MessageReplay(Context).RunAsync(id, OrderChange.None, new Progress<ReplayProgress>(), default);

    public Task<ReplayReport> Bisect(string id) => new RunBisect(Context).RunAsync(id, ItemSelection.All, new Progress<ReplayProgress>(), default);

    public Task<ReplayReport> Bisect(string id, string against) =>
        new RunBisect(Context).RunAsync(id, against, ItemSelection.All, new Progress<ReplayProgress>(), default);

    public Task<ReplayReport> Change(string id, string? stage, params string[] overrides) =>
        new PipelineWhatIf(Context).RunAsync(id, stage, overrides, new Progress<ReplayProgress>(), default);

    public void Dispose()
    {
        Context.Sandbox.Dispose();
        Context.Store.Dispose();
    }

    /// <summary>Counts what is executed.</summary>
    public sealed class Counted(IItemExecution inner) : IItemExecution
    {
        int _count;

        public int Count => _count;

        public Circumstances Here => inner.Here;

        public Task<ResultManifest> ExecuteAsync(WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _count);
            return inner.ExecuteAsync(order, progress, cancellation);
        }
    }
}
