using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>
/// A watch's log: one numbered document per entry, created or not, so that entries come one after the other whoever writes them. Several
/// processes may accept causes and decide at once; who is too late reads what the others wrote and thinks again.
/// </summary>
public sealed class WatchLog(IDocumentStore documents, TimeProvider time, string watch) : IDisposable
{
    /// <summary>How many causes one entry takes.</summary>
    public const int CausesPerEntry = 10_000;

    /// <summary>How many causes may wait: more are refused until a run has started.</summary>
    public const int MostPending = 200_000;

    readonly SemaphoreSlim _gate = new(1, 1);
    readonly WatchSnapshots _snapshots = new(documents, watch);
    KnownCauses? _known;
    WatchState _state = WatchState.Empty;

    /// <summary>The watch's name.</summary>
    public string Watch => watch;

    /// <summary>The state as of now.</summary>
    public Task<WatchState> ReadAsync(CancellationToken cancellation) => AloneAsync(async () =>
    {
        await RefreshAsync(cancellation);
        return _state;
    }, cancellation);

    /// <summary>Keeps the causes that are new.</summary>
    /// <returns>The ids of those.</returns>
    /// <exception cref="TriggerException">Too many wait already, or one is none.</exception>
    public Task<HashSet<string>> AcceptAsync(IReadOnlyList<TriggerCause> causes, CancellationToken cancellation)
    {
        CauseCheck.ThrowIfUnsound(causes);
        return AloneAsync(async () =>
        {
            var accepted = new HashSet<string>(StringComparer.Ordinal);
            foreach (TriggerCause[] chunk in causes.DistinctBy(cause => cause.Id).Chunk(CausesPerEntry))
            {
                if (await WriteAsync(_ => New(chunk), cancellation) is CausesAccepted entry)
                {
                    accepted.UnionWith(entry.Causes.Select(cause => cause.Id));
                }
            }
            return accepted;
        }, cancellation);
    }

    /// <summary>Keeps how many samples the files of waiting causes hold, by the causes' ids.</summary>
    public Task CountedAsync(IReadOnlyDictionary<string, long> samples, CancellationToken cancellation) =>
        AloneAsync(() => WriteAsync(_ => new SamplesCounted(samples), cancellation), cancellation);

    /// <summary>Plans a run with all causes that wait, if that is still what is to be done.</summary>
    /// <param name="decide">What is to be done in a situation.</param>
    /// <param name="definition">The number of the definition that the run follows.</param>
    /// <param name="nameRun">The id of the run of a number.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was decided last, and the state that followed.</returns>
    public Task<(TriggerDecision Decision, WatchState State)> DecideAsync(
        Func<WatchSituation, TriggerDecision> decide, int definition, Func<int, string> nameRun, CancellationToken cancellation)
    {
        TriggerDecision decision = new TriggerDecision.Nothing();
        return AloneAsync(async () =>
        {
            await WriteAsync(
                state => (decision = decide(state.Situation)) is TriggerDecision.Start start
                    ? new RunPlanned(state.NextNumber, nameRun(state.NextNumber), definition, start.Why)
                    : null,
                cancellation);
            return (decision, _state);
        }, cancellation);
    }

    /// <summary>Notes that the planned run has begun, unless somebody has.</summary>
    public Task BegunAsync(int number, CancellationToken cancellation) =>
        NoteAsync(run => run.Number == number && !run.Begun ? new RunBegun(number) : null, cancellation);

    /// <summary>Notes why the planned run can't begin, unless that is what was noted last.</summary>
    public Task DelayedAsync(int number, string what, CancellationToken cancellation) =>
        NoteAsync(run => run.Number == number && !run.Begun && run.Delay != what ? new RunDelayed(number, what) : null, cancellation);

    /// <summary>Notes that the run has ended, unless somebody has.</summary>
    public Task EndedAsync(int number, string outcome, CancellationToken cancellation) =>
        NoteAsync(run => run.Number == number && run.Begun ? new RunEnded(number, outcome) : null, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    Task NoteAsync(Func<TriggeredRun, WatchEvent?> happened, CancellationToken cancellation) =>
        AloneAsync(() => WriteAsync(state => state.UnderWay is { } run ? happened(run) : null, cancellation), cancellation);

    CausesAccepted? New(TriggerCause[] causes)
    {
        List<TriggerCause> unknown = [.. causes.Where(cause => !_known!.Contains(cause))];
        if (unknown.Count > 0 && _state.Pending.Count + unknown.Count > MostPending)
        {
            throw new TriggerException(
                $"{_state.Pending.Count} causes of watch {watch} wait already, and {MostPending} may. Hand these in again when a run has started; `rampart triggers show {watch}` says what it waits for.");
        }
        return unknown.Count > 0 ? new CausesAccepted(unknown) : null;
    }

    // What the present state calls for, written or found to be no more called for.
    async Task<WatchEvent?> WriteAsync(Func<WatchState, WatchEvent?> happens, CancellationToken cancellation)
    {
        while (true)
        {
            await RefreshAsync(cancellation);
            if (happens(_state) is not { } happened)
            {
                return null;
            }
            DateTimeOffset now = time.GetUtcNow();
            var entry = new WatchEntry(_state.Sequence + 1, now, Guid.CreateVersion7(now).ToString("n"), happened);
            string name = WatchDocuments.Name(WatchDocuments.Log, watch, entry.Sequence);
            if (await WatchDocuments.TryCreateAsync(documents, name, entry, entry.Attempt, there => there.Attempt, cancellation))
            {
                Apply(entry);
                await _snapshots.WriteAsync(_state, _known!, cancellation);
                return happened;
            }
        }
    }

    async Task RefreshAsync(CancellationToken cancellation)
    {
        if (_known is null)
        {
            (_state, _known) = await _snapshots.LatestAsync(cancellation);
        }
        while (true)
        {
            string name = WatchDocuments.Name(WatchDocuments.Log, watch, _state.Sequence + 1);
            if (await documents.FindAsync(name, cancellation) is not { } document)
            {
                return;
            }
            Apply(WatchDocuments.Read<WatchEntry>(name, document));
        }
    }

    void Apply(WatchEntry entry)
    {
        _state = _state.With(entry);
        if (entry.Event is CausesAccepted accepted)
        {
            _known!.Add(accepted.Causes);
        }
    }

    async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _gate.Release();
        }
    }
}
