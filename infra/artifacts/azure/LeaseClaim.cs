using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Rampart.Artifacts.Azure;

/// <summary>A lease that is renewed until it is disposed. Losing it is no fault: then somebody else may compute the same, which is harmless.</summary>
sealed class LeaseClaim : IAsyncDisposable
{
    readonly AzureContainer _container;
    readonly string _name;
    readonly BlobLeaseClient _lease;
    readonly CancellationTokenSource _end = new();
    readonly Task _renewals;
    int _disposed;

    public LeaseClaim(AzureContainer container, string name, BlobLeaseClient lease, TimeSpan every, TimeProvider time)
    {
        (_container, _name, _lease) = (container, name, lease);
        _renewals = RenewAsync(every, time);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        await _end.CancelAsync();
        await _renewals;
        _end.Dispose();

        // Deleting the blob ends the lease too, and leaves nothing behind. If that can't be done, the lease ends by itself.
        await TryAsync("releasing", c => _container.BlockBlob(_name).DeleteAsync(
            conditions: new BlobRequestConditions { LeaseId = _lease.LeaseId }, cancellationToken: c), CancellationToken.None);
    }

    async Task RenewAsync(TimeSpan every, TimeProvider time)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            bool held = true;
            while (held && await timer.WaitForNextTickAsync(_end.Token))
            {
                held = await TryAsync("renewing", c => _lease.RenewAsync(cancellationToken: c), _end.Token);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Disposed.
        }
    }

    // False when the lease is lost.
    async Task<bool> TryAsync<T>(string doing, Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        try
        {
            await _container.CallAsync($"{doing} {_name}", request, cancellation);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return true; // the next renewal may come in time
        }
        catch (ArtifactException)
        {
            return false;
        }
    }
}
