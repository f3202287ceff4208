namespace Rampart.Stages;

/// <summary>How many work items this process computes at once, over all its services together.</summary>
public sealed class ComputeSlots : IDisposable
{
    readonly SemaphoreSlim _free;
    readonly SemaphoreSlim _gathering = new(1);

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
        return new Release(_free, 1);
    }

    /// <summary>Waits until nothing computes any more; nothing else does until what is returned is disposed. The caller must hold no slot.</summary>
    public async Task<IDisposable> TakeAllAsync(CancellationToken cancellation)
    {
        // Two that gather slots at once would each wait for those of the other.
        await _gathering.WaitAsync(cancellation);
        int taken = 0;
        try
        {
            for (; taken < Count; taken++)
            {
                await _free.WaitAsync(cancellation);
            }
            return new Release(_free, Count);
        }
        catch (OperationCanceledException) when (taken > 0)
        {
            _free.Release(taken);
            throw;
        }
        finally
        {
            _gathering.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _free.Dispose();
        _gathering.Dispose();
    }

    sealed class Release(SemaphoreSlim free, int count) : IDisposable
    {
        int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                free.Release(count);
            }
        }
    }
}
