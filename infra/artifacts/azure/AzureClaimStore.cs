using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Rampart.Artifacts.Azure;

/// <summary>Claims as leases on empty blobs <c>claims/&lt;key&gt;</c>. The lease of a process that dies ends by itself.</summary>
sealed class AzureClaimStore(AzureContainer container, TimeProvider time) : IClaimStore
{
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(30), Renewal = TimeSpan.FromSeconds(10);

    public Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation)
    {
        string name = BlobNames.Claim(executionKey);
        return container.CallAsync($"claiming {name}", c => TakeAsync(name, c), cancellation);
    }

    async Task<IAsyncDisposable?> TakeAsync(string name, CancellationToken cancellation)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                BlobLeaseClient lease = container.BlockBlob(name).GetBlobLeaseClient();
                await lease.AcquireAsync(Duration, cancellationToken: cancellation);
                return new Claim(lease, Renewal, time);
            }
            catch (RequestFailedException e) when (e.Status == 404 && attempt == 0)
            {
                await container.BlockBlob(name).UploadAsync(Stream.Null, new BlobUploadOptions(), cancellation);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                return null;
            }
        }
    }

    sealed class Claim : IAsyncDisposable
    {
        readonly CancellationTokenSource _released = new();
        readonly BlobLeaseClient _lease;
        readonly Task _renewing;

        public Claim(BlobLeaseClient lease, TimeSpan renewal, TimeProvider time)
        {
            _lease = lease;
            _renewing = RenewAsync(renewal, time);
        }

        public async ValueTask DisposeAsync()
        {
            await _released.CancelAsync();
            await _renewing;
            try
            {
                await _lease.ReleaseAsync();
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException)
            {
                // It ends by itself.
            }
            _released.Dispose();
        }

        async Task RenewAsync(TimeSpan renewal, TimeProvider time)
        {
            using var timer = new PeriodicTimer(renewal, time);
            try
            {
                while (await timer.WaitForNextTickAsync(_released.Token))
                {
                    await _lease.RenewAsync(cancellationToken: _released.Token);
                }
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                // Released, or lost: then somebody else may compute the same, which costs time and nothing else.
            }
        }
    }
}
