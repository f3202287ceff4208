using System.Collections.Concurrent;

namespace Rampart.Coordination;

/// <summary>
/// Lets one at a time deal with messages, and whoever has the turn with all that wait: many messages become one write. A message is done
/// when all those that were dealt with together are; what went wrong with one went wrong with each, and each comes again.
/// </summary>
sealed class Turns<T>
{
    readonly SemaphoreSlim _turn = new(1);
    readonly ConcurrentQueue<Waiting> _waiting = new();

    /// <summary>Waits until a message has been dealt with, by this caller or another.</summary>
    /// <param name="message">The message.</param>
    /// <param name="dealWith">Deals with messages in the order in which they came; what it returns is returned to each caller.</param>
    /// <param name="cancellation">Gives up waiting for the turn; the message may be dealt with all the same.</param>
    public async Task<bool> TakeAsync(T message, Func<IReadOnlyList<T>, Task<bool>> dealWith, CancellationToken cancellation)
    {
        var mine = new Waiting(message);
        _waiting.Enqueue(mine);
        await AloneAsync(() => mine.Done.Task.IsCompleted ? Task.CompletedTask : DealWithAllAsync(dealWith), cancellation);
        return await mine.Done.Task;
    }

    /// <summary>Does something while nobody deals with messages.</summary>
    public async Task AloneAsync(Func<Task> act, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    async Task DealWithAllAsync(Func<IReadOnlyList<T>, Task<bool>> dealWith)
    {
        var batch = new List<Waiting>();
        while (_waiting.TryDequeue(out Waiting? next))
        {
            batch.Add(next);
        }
        try
        {
            bool result = await dealWith([.. batch.Select(waiting => waiting.Message)]);
            batch.ForEach(waiting => waiting.Done.SetResult(result));
        }
        catch (Exception e)
        {
            batch.ForEach(waiting => waiting.Done.SetException(e));
        }
    }

    sealed record Waiting(T Message)
    {
        // Whoever waits must not go on inside the turn of another.
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
