using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>
/// The end of waiting for a work item: either its result, which somebody has computed, or the right to compute it. Nobody else in this
/// process works on the same item until the turn is disposed.
/// </summary>
sealed class WorkTurn(IDisposable turn, ResultManifest? found, IDisposable? slot, IAsyncDisposable? claim) : IAsyncDisposable
{
    /// <summary>The result, when it was there.</summary>
    public ResultManifest? Found => found;

    /// <summary>Gives the slot back before the turn ends.</summary>
    public void LeaveSlot() => slot?.Dispose();

    public async ValueTask DisposeAsync()
    {
        slot?.Dispose();
        if (claim is not null)
        {
            await claim.DisposeAsync();
        }
        turn.Dispose();
    }
}
