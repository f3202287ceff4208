namespace Rampart.Stages;

/// <summary>How many work items this process computes at once, over all its services together.</summary>
public sealed class ComputeSlots : IDisposable
{
    readonly SemaphoreSlim _free;

    /// <summary>Slots for <paramref name="count"/> items, at least one.</summary>
    public ComputeSlots(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        _free = new SemaphoreSlim(count);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Waits for a slot; dispose what is returned to give it back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        return new Release(_free);
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    sealed class Release(SemaphoreSlim free) : IDisposable
    {
        int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
