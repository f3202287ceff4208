using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>
/// One run in the hands of the coordinator. Messages that arrive together are dealt with together: what counts is appended in one write,
/// then what follows is ordered; a message is done when all that is done. Dealing with a message twice is the same as once.
/// </summary>
sealed class RunSession(
    RunView view, IResultStore results, IRunPromotion promotion, Credit credit, IgnoredMessages ignored, TimeSpan patience, TimeProvider time)
{
    readonly Turns<RunMessage> _turns = new();
    readonly LostInputs _lostInputs = new(view, results);
    readonly VerificationOrders _verifications = new(view, results);
    readonly RunEnding _ending = new(view, new LostInputs(view, results), promotion);
    int? _toldGeneration;

    /// <summary>Whether this session deals with no further messages: the run has ended, or is in other hands.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the run has been taken up: its log and its pipeline could be read.</summary>
    public bool IsLoaded => view.IsLoaded;

    /// <summary>Deals with a message and sends whatever follows from it; false when the session has closed before.</summary>
    public Task<bool> TryAdvanceAsync(RunMessage message, ICoordinatorOutlet outlet, CancellationToken cancellation) =>
        _turns.TakeAsync(message, messages => DealWithAsync(messages, outlet, cancellation), cancellation);

    /// <summary>Ends a run that can't go on, in its log if that can be written, and tells so.</summary>
    public Task GiveUpAsync(Failure failure, ICoordinatorOutlet outlet, CancellationToken cancellation) => _turns.AloneAsync(
        async () =>
        {
            Close();
            await TryEndAsync(failure, cancellation);
            await outlet.TellAsync(new RunFinished(view.RunId, RunOutcome.Failed, failure, view.State.Generation), cancellation);
        },
        cancellation);

    async Task<bool> DealWithAsync(IReadOnlyList<RunMessage> messages, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        if (IsClosed)
        {
            return false;
        }
        if (!view.IsLoaded)
        {
            await view.LoadAsync(cancellation);
            _toldGeneration = view.HasEnded ? view.State.Generation : null;
        }
        bool looksAround = messages.Any(message => message is RunMessage.LookAround);
        if (looksAround && await view.IsBehindAsync(cancellation))
        {
            Close();
            return false;
        }
        (IEnumerable<RunMessage> found, IReadOnlyList<WorkOrder> again) = looksAround ? await OverdueAsync(cancellation) : ([], []);
        await TakeInAsync([.. messages, .. found], cancellation);
        await OrderAsync(again.Where(order => OutstandingOf(order)[new ItemId(order.Stage, order.Item)] is not null), outlet, cancellation);
        await GoOnAsync(outlet, cancellation);
        if (view.HasEnded)
        {
            await TellAsync(again: messages.Any(message => message is RunMessage.TakeUp), outlet, cancellation);
            Close();
        }
        return true;
    }

    // Appends what counts. When the log has grown meanwhile, or may have, everything is judged anew.
    async Task TakeInAsync(IReadOnlyList<RunMessage> messages, CancellationToken cancellation)
    {
        for (bool isFresh = false; ; isFresh = true)
        {
            MessageJudge judge = MessageJudge.Of(view, messages);
            if (!isFresh && judge.Ignored.Contains(IgnoredMessages.Stray) && await view.IsBehindAsync(cancellation))
            {
                await view.LoadAsync(cancellation);
                continue;
            }
            if (judge.Events.Count > 0 && !await view.TryAppendAsync(judge.Events, judge.State, cancellation))
            {
                await view.LoadAsync(cancellation);
                continue;
            }
            judge.Ignored.ForEach(ignored.Add);
            await _lostInputs.TakeBackAsync(judge.Blocked, cancellation);
            return;
        }
    }

    // What has a result was answered, and the answer lost. The rest is ordered again: duplicates are harmless.
    async Task<(IEnumerable<RunMessage> Found, IReadOnlyList<WorkOrder> Again)> OverdueAsync(CancellationToken cancellation)
    {
        var found = new List<RunMessage>();
        var again = new List<WorkOrder>();
        foreach (OutstandingItem item in Overdue.Of(view.Outstanding, time.GetUtcNow(), patience))
        {
            WorkOrder order = item.Order;
            if (await results.FindAsync(order.ExecutionKey, cancellation) is { } result)
            {
                found.Add(new RunMessage.Happened(new ItemCompleted(order.Stage, order.Item, order.ExecutionKey, result.Outputs, Cached: false)));
            }
            else
            {
                again.Add(order);
            }
        }
        again.AddRange(Overdue.Of(view.Verifying, time.GetUtcNow(), patience).Select(item => item.Order));
        return (found, again);
    }

    async Task GoOnAsync(ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        while (!view.HasEnded)
        {
            PlanStep step = view.Look();
            if (step.Ending is null)
            {
                int most = credit.Take(view.RunId, view.State.Started!.Priority, view.Places, step.Ready);
                // Verifications go first: they are few, and what they find is better found early.
                if (await _verifications.ChooseAsync(most, cancellation) is not { } verifications)
                {
                    continue;
                }
                await OrderAsync([.. verifications, .. view.Choose(most - verifications.Count)], outlet, cancellation);
                if (!view.HasDefect)
                {
                    return;
                }
            }
            else if (await _ending.EventsAsync(step, cancellation) is { } events && !await view.TryAppendAsync(events, cancellation))
            {
                await view.LoadAsync(cancellation);
            }
        }
    }

    async Task TellAsync(bool again, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        if (again || _toldGeneration != view.State.Generation)
        {
            if (RunOutcome.DecisionOf(view.State) is { } decided)
            {
                await outlet.TellAsync(decided, cancellation);
            }
            await outlet.TellAsync(RunOutcome.Of(view.State)!, cancellation);
            _toldGeneration = view.State.Generation;
        }
    }

    async Task OrderAsync(IEnumerable<WorkOrder> orders, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        try
        {
            foreach (WorkOrder order in orders)
            {
                await outlet.OrderAsync(order, cancellation);
                OutstandingOf(order).Add(order, time.GetUtcNow());
            }
        }
        finally
        {
            credit.Report(view.RunId, view.Places);
        }
    }

    Outstanding OutstandingOf(WorkOrder order) => order.Verify is null ? view.Outstanding : view.Verifying;

    async Task TryEndAsync(Failure failure, CancellationToken cancellation)
    {
        try
        {
            await view.EndAsync(new RunFailed(failure), cancellation);
        }
        catch (ArtifactException)
        {
            // The log itself is what is damaged, so it can't tell; the message does.
            return;
        }
    }

    void Close()
    {
        IsClosed = true;
        credit.Leave(view.RunId);
    }
}
