using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>
/// What this process knows of one run: the fold over its log, the planner that follows it, and what was ordered from here. The log is the
/// truth; everything here can be rebuilt from it. For one thread at a time.
/// </summary>
sealed class RunView(
    string runId, IRunLogStore logs, StageCatalog catalog, Func<RunStarted, CancellationToken, Task<PipelineDefinition>> readPipeline)
{
    const int SettledAtOnce = 10_000;
    long _length;
    PipelineDefinition? _pipeline;
    Planner? _planner;
    RunFailed? _defect;

    public string RunId => runId;

    /// <summary>The fold over the log, with complete stages summarised.</summary>
    public RunState State { get; private set; } = RunState.Empty;

    /// <summary>What becomes of the run's model, as its pipeline says; null when it says nothing.</summary>
    public PromotionRule? Promotion => _pipeline?.Promotion;

    /// <summary>The items that were ordered from here.</summary>
    public Outstanding Outstanding { get; } = new();

    /// <summary>The verifications that were ordered from here.</summary>
    public Outstanding Verifying { get; } = new();

    /// <summary>How many places on the queues the run has.</summary>
    public int Places => Outstanding.Count + Verifying.Count;

    public bool IsLoaded => _planner is not null;

    public bool HasEnded => State.Ending is not null;

    /// <summary>Whether planning has failed; <see cref="Look"/> says how.</summary>
    public bool HasDefect => _defect is not null;

    /// <summary>Folds the log from its beginning.</summary>
    /// <exception cref="ArtifactException">There is no such run, or its log or pipeline is damaged.</exception>
    /// <exception cref="PipelineException">The pipeline can't be read by this version.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        IReadOnlyList<RunLogEntry> log = await logs.ReadAsync(runId, cancellation);
        if (log is not [{ Event: RunStarted started }, ..])
        {
            throw new ArtifactException($"There is no run \"{runId}\" in this store. `rampart runs` lists what there is.");
        }
        _length = log.Count;
        try
        {
            _pipeline ??= await readPipeline(started, cancellation);
        }
        catch
        {
            State = RunState.Fold(log.Select(entry => entry.Event)); // to end the run with
            throw;
        }
        _planner = new Planner(_pipeline, catalog);
        Fold(log);
        Outstanding.RemoveWhere(IsSettled);
        Verifying.RemoveWhere(IsNotPending);
    }

    /// <summary>Whether somebody else has appended to the log since it was read.</summary>
    public async Task<bool> IsBehindAsync(CancellationToken cancellation) =>
        await logs.LastAsync(runId, cancellation) is { } last && last.Sequence >= _length;

    /// <summary>All events of the log.</summary>
    public async Task<IEnumerable<RunEvent>> ReadEventsAsync(CancellationToken cancellation) =>
        (await logs.ReadAsync(runId, cancellation)).Select(entry => entry.Event);

    /// <summary>Appends events in one write and goes on from there; false, with nothing changed, when somebody else was faster.</summary>
    public Task<bool> TryAppendAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellation) =>
        TryAppendAsync(events, () => events.Aggregate(State, (state, next) => state.Apply(next)), cancellation);

    /// <summary>The same, for events that somebody has folded in already.</summary>
    public Task<bool> TryAppendAsync(IReadOnlyList<RunEvent> events, RunState folded, CancellationToken cancellation) =>
        TryAppendAsync(events, () => folded, cancellation);

    async Task<bool> TryAppendAsync(IReadOnlyList<RunEvent> events, Func<RunState> folded, CancellationToken cancellation)
    {
        if (!await logs.AppendAsync(runId, _length, events, cancellation))
        {
            return false;
        }
        if (events.Any(next => next is ItemLost))
        {
            // A summarised stage has forgotten its items, and a planner follows a run forward only.
            await LoadAsync(cancellation);
            return true;
        }
        _length += events.Count;
        State = folded();
        Settle();
        foreach (ItemId id in events.Select(ItemOf).OfType<ItemId>().Where(IsSettled))
        {
            Outstanding.Remove(id);
        }
        Verifying.RemoveWhere(IsNotPending);
        return true;
    }

    /// <summary>Ends a run that can't go on, if its log could be read and has no end. Nothing follows from it any more.</summary>
    public async Task EndAsync(RunFailed end, CancellationToken cancellation)
    {
        if (_length > 0 && !HasEnded)
        {
            await logs.AppendAsync(runId, _length, [end], cancellation);
        }
    }

    /// <summary>How the run goes on.</summary>
    public PlanStep Look() => Planned(planner => planner.Look(State, Outstanding)) is { } step && _defect is null
        ? step with { Ready = step.Ready + Verifications.Ready(State, Verifying) }
        : new PlanStep(State, 0, _defect);

    /// <summary>The items to order now.</summary>
    public IReadOnlyList<WorkOrder> Choose(int most) => Planned(planner => planner.Choose(State, Outstanding, most)) ?? [];

    /// <summary>The order of an item that is wanted in this state; null when it is not.</summary>
    public WorkOrder? Wanted(RunState state, ItemId id) => Outstanding[id]?.Order ?? Planned(planner => planner.Find(state, id));

    /// <summary>The stages whose failures ended the run.</summary>
    public IReadOnlyList<string> Overdrawn() => Planned(planner => planner.Overdrawn(State)) ?? [];

    // Stages are summarised on the way, so that the run never weighs more than it did when it happened; unless results were taken back,
    // which needs the items of all stages.
    void Fold(IReadOnlyList<RunLogEntry> log)
    {
        bool forward = !log.Any(entry => entry.Event is ItemLost or RunReopened);
        State = RunState.Empty;
        foreach (RunLogEntry entry in log)
        {
            State = State.Apply(entry.Event);
            if (forward && entry.Sequence % SettledAtOnce == 0)
            {
                Settle();
            }
        }
        Settle();
    }

    void Settle() => State = Planned(planner => planner.Settle(State)) ?? State;

    bool IsSettled(ItemId id) => State.IsFinished(id) || State[id.Stage].Failed.ContainsKey(id.Item);

    bool IsNotPending(ItemId id) => !State.Verification.Pending.ContainsKey(id);

    static ItemId? ItemOf(RunEvent happened) => happened switch
    {
        ItemCompleted completed => new ItemId(completed.Stage, completed.Item),
        ItemFailed failed => new ItemId(failed.Stage, failed.Item),
        _ => null,
    };

    // Planning is pure: what threw once throws always. The run ends with the reason instead of waiting for ever.
    T? Planned<T>(Func<Planner, T> plan) where T : class?
    {
        try
        {
            return plan(_planner!);
        }
        catch (Exception e)
        {
            _defect ??= new RunFailed(new Failure(
                $"Planning failed with {e.GetType().Name}: {e.Message}", $"run {runId}",
                "This is a defect of a stage's plan; report it with the run's pipeline.", Permanent: true));
            return null;
        }
    }
}
