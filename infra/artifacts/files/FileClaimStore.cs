namespace Rampart.Artifacts.Files;

/// <summary>Claims as locked files <c>claims/&lt;key&gt;</c>. The operating system releases a lock however its process ends.</summary>
public sealed class FileClaimStore(StoreFolder folder) : IClaimStore
{
    /// <inheritdoc/>
    public async Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation) =>
        await ClaimFiles.TryTakeAsync(folder.Claim(executionKey), cancellation) is { } held ? new Claim(held) : null;

    sealed class Claim(FileStream held) : IAsyncDisposable
    {
        FileStream? _held = held;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _held, null) is { } file)
            {
                await ClaimFiles.ReleaseAsync(file);
            }
        }
    }
}
