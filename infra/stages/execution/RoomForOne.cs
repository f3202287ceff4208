namespace Rampart.Stages;

/// <summary>Computes an item, and once more alone when memory ran out. The same work on the same machine gives the same bytes, however much else is in memory.</summary>
static class RoomForOne
{
    /// <summary>Computes.</summary>
    /// <param name="compute">Computes the item.</param>
    /// <param name="leaveSlot">Gives back the slot that the caller holds.</param>
    /// <param name="slots">The slots of this process.</param>
    /// <param name="warm">What this process keeps in memory.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> compute, Action leaveSlot, ComputeSlots slots, WarmCache warm, CancellationToken cancellation)
    {
        try
        {
            return await compute();
        }
        catch (Exception e) when (MemoryShortage.Is(e))
        {
            // Perhaps there is enough for this item alone.
            leaveSlot();
        }
        using IDisposable alone = await slots.TakeAllAsync(cancellation);
        warm.Clear();
        return await compute();
    }
}
