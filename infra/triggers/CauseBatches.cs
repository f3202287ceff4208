using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>Gathers what many callers hand in at once, so that ten thousand events cost a few documents and not ten thousand.</summary>
sealed class CauseBatches(WatchLog log)
{
    readonly Lock _lock = new();
    Batch? _open;
    Task _last = Task.CompletedTask;

    /// <summary>Keeps the causes that are new; returns how many of these were.</summary>
    public Task<int> AcceptAsync(IReadOnlyList<TriggerCause> causes, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_open is not { } batch)
            {
                _open = batch = new Batch();
                // What comes until the one before is written, goes into this one.
                _last = batch.Written = WriteAsync(batch, _last);
            }
            batch.Causes.AddRange(causes);
            return CountAsync(batch, causes, cancellation);
        }
    }

    async Task WriteAsync(Batch batch, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _open = null;
        }
        // Whoever gives up waiting for it must not take what others have handed in with him.
        batch.New = await log.AcceptAsync(batch.Causes, CancellationToken.None);
    }

    async Task<int> CountAsync(Batch batch, IReadOnlyList<TriggerCause> causes, CancellationToken cancellation)
    {
        await batch.Written.WaitAsync(cancellation);
        lock (_lock)
        {
            // Of several who handed in the same cause together, one handed in a new one.
            return causes.Count(cause => batch.New.Remove(cause.Id));
        }
    }

    sealed class Batch
    {
        public List<TriggerCause> Causes { get; } = [];

        public Task Written { get; set; } = Task.CompletedTask;

        public HashSet<string> New { get; set; } = [];
    }
}
