using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>
/// Decides who computes a work item, so that several workers seldom compute the same: within this process one at a time, between processes
/// whoever holds the claim. The others wait and find the result. It only saves time: two equal computations give equal results.
/// </summary>
sealed class WorkTurns(IResultStore results, IClaimStore claims, ComputeSlots slots, TimeProvider time)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.05), LongestPause = TimeSpan.FromSeconds(2);
    readonly WorkClaims _local = new();

    /// <summary>Waits until the item has a result or may be computed here.</summary>
    public async Task<WorkTurn> TakeAsync(string executionKey, CancellationToken cancellation)
    {
        IDisposable turn = await _local.TakeAsync(executionKey, cancellation);
        try
        {
            for (TimeSpan pause = FirstPause; ; pause = Longer(pause))
            {
                if (await results.FindAsync(executionKey, cancellation) is { } found)
                {
                    return new WorkTurn(turn, found, null, null);
                }
                if (await ClaimAsync(executionKey, turn, cancellation) is { } taken)
                {
                    return taken;
                }
                await Task.Delay(pause, time, cancellation);
            }
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    // The slot comes first: a claim is held by those who compute, never by those who wait.
    async Task<WorkTurn?> ClaimAsync(string executionKey, IDisposable turn, CancellationToken cancellation)
    {
        Task<IDisposable> freeSlot = slots.TakeAsync(cancellation);
        bool waits = !freeSlot.IsCompleted;
        IDisposable slot = await freeSlot;
        IAsyncDisposable? claim = null;
        try
        {
            // While this one waited for a slot, another may have computed the item.
            if (waits && await results.FindAsync(executionKey, cancellation) is { } found)
            {
                return new WorkTurn(turn, found, null, null);
            }
            claim = await claims.TryTakeAsync(executionKey, cancellation);
            return claim is null ? null : new WorkTurn(turn, null, slot, claim);
        }
        finally
        {
            if (claim is null)
            {
                slot.Dispose();
            }
        }
    }

    static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
