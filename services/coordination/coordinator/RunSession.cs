using System.Collections.Concurrent;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>
/// One run in the hands of the coordinator. Messages that arrive together are dealt with together: whoever gets the turn takes all that
/// wait, appends what counts in one write, and orders what follows; a message is done when all that is done. Dealing with a message
/// twice is the same as once.
/// </summary>
sealed class RunSession(RunView view, IResultStore results, Credit credit, IgnoredMessages ignored, TimeSpan patience, TimeProvider time)
{
    readonly SemaphoreSlim _turn = new(1);
    readonly ConcurrentQueue<Waiting> _waiting = new();
    readonly LostInputs _lostInputs = new(view, results);
    bool _told;

    /// <summary>Whether this session deals with no further messages: the run has ended, or is in other hands.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>How far the run is; null before it has been taken up.</summary>
    public RunOverview? Overview => view.Overview;

    /// <summary>Deals with a message and sends whatever follows from it; false when the session has closed before.</summary>
    public async Task<bool> TryAdvanceAsync(RunMessage message, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        var mine = new Waiting(message);
        _waiting.Enqueue(mine);
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!mine.Done.Task.IsCompleted)
            {
                await TakeTurnAsync(outlet, cancellation);
            }
        }
        finally
        {
            _turn.Release();
        }
        return await mine.Done.Task;
    }

    /// <summary>Ends a run that can't go on, in its log if that can be written, and tells so.</summary>
    public async Task GiveUpAsync(Failure failure, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Close();
            await TryEndAsync(failure, cancellation);
            await outlet.TellAsync(new RunFinished(view.RunId, RunOutcome.Failed, failure, view.State.Generation), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task TakeTurnAsync(ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        var batch = new List<Waiting>();
        while (_waiting.TryDequeue(out Waiting? next))
        {
            batch.Add(next);
        }
        try
        {
            bool done = await DealWithAsync([.. batch.Select(waiting => waiting.Message)], outlet, cancellation);
            batch.ForEach(waiting => waiting.Done.SetResult(done));
        }
        catch (Exception e)
        {
            batch.ForEach(waiting => waiting.Done.SetException(e));
        }
    }

    async Task<bool> DealWithAsync(IReadOnlyList<RunMessage> messages, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        if (IsClosed)
        {
            return false;
        }
        if (!view.IsLoaded)
        {
            await view.LoadAsync(cancellation);
            _told = view.HasEnded;
        }
        bool looksAround = messages.Any(message => message is RunMessage.LookAround);
        if (looksAround && await view.IsBehindAsync(cancellation))
        {
            Close();
            return false;
        }
        (IEnumerable<RunMessage> found, IReadOnlyList<WorkOrder> again) = looksAround ? await OverdueAsync(cancellation) : ([], []);
        await TakeInAsync([.. messages, .. found], cancellation);
        await OrderAsync(again.Where(order => view.Outstanding[new ItemId(order.Stage, order.Item)] is not null), outlet, cancellation);
        await GoOnAsync(outlet, cancellation);
        if (view.HasEnded && (!_told || messages.Any(message => message is RunMessage.TakeUp)))
        {
            await outlet.TellAsync(RunOutcome.Of(view.State)!, cancellation);
            _told = true;
        }
        if (view.HasEnded)
        {
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
        return (found, again);
    }

    async Task GoOnAsync(ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        while (!view.HasEnded)
        {
            PlanStep step = view.Look();
            if (step.Ending is null)
            {
                int most = credit.Take(view.RunId, view.State.Started!.Priority, view.Outstanding.Count, step.Ready);
                await OrderAsync(view.Choose(most), outlet, cancellation);
                if (!view.HasDefect)
                {
                    return;
                }
            }
            else if (!await view.TryAppendAsync([step.Ending], cancellation))
            {
                await view.LoadAsync(cancellation);
            }
        }
    }

    async Task OrderAsync(IEnumerable<WorkOrder> orders, ICoordinatorOutlet outlet, CancellationToken cancellation)
    {
        try
        {
            foreach (WorkOrder order in orders)
            {
                await outlet.OrderAsync(order, cancellation);
                view.Outstanding.Add(order, time.GetUtcNow());
            }
        }
        finally
        {
            credit.Report(view.RunId, view.Outstanding.Count);
        }
    }

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

    sealed record Waiting(RunMessage Message)
    {
        // The next one in the queue must not go on inside our turn.
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
