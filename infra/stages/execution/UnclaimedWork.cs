using Rampart.Artifacts;

namespace Rampart.Stages;

/// <summary>Grants every claim: for a process that shares its store with no other.</summary>
public sealed class UnclaimedWork : IClaimStore
{
    static readonly Task<IAsyncDisposable?> Granted = Task.FromResult<IAsyncDisposable?>(new Claim());

    /// <inheritdoc/>
    public Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation) => Granted;

    sealed class Claim : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
