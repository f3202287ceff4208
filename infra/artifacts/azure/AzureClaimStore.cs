using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Rampart.Artifacts.Azure;

/// <summary>Claims as leases on empty blobs <c>claims/&lt;key&gt;</c>. A lease that its process does not renew any more ends by itself.</summary>
sealed class AzureClaimStore(AzureContainer container, TimeProvider time, TimeSpan lease) : IClaimStore
{
    /// <summary>How long a claim outlives its process, at most. The service takes 15 to 60 seconds.</summary>
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(30);

    // Between looking for the blob and leasing it, its holder may have deleted it.
    const int Attempts = 3;

    public async Task<IAsyncDisposable?> TryTakeAsync(string executionKey, CancellationToken cancellation)
    {
        string name = BlobNames.Claim(executionKey);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            await CreateAsync(name, cancellation);
            BlobLeaseClient client = container.BlockBlob(name).GetBlobLeaseClient();
            switch (await TryLeaseAsync(name, client, cancellation))
            {
                case true:
                    return new LeaseClaim(container, name, client, lease / 3, time);
                case false:
                    return null;
            }
        }
        return null;
    }

    Task<bool> CreateAsync(string name, CancellationToken cancellation) => container.CallAsync(
        $"creating {name}",
        async c =>
        {
            try
            {
                var absent = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
                await container.BlockBlob(name).UploadAsync(Stream.Null, absent, c);
                return true;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet())
            {
                return false;
            }
        },
        cancellation);

    // Null when there is no blob to lease any more.
    Task<bool?> TryLeaseAsync(string name, BlobLeaseClient client, CancellationToken cancellation) => container.CallAsync(
        $"claiming {name}",
        async c =>
        {
            try
            {
                await client.AcquireAsync(lease, cancellationToken: c);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return false;
            }
            catch (RequestFailedException e) when (e.IsMissingBlob())
            {
                return (bool?)null;
            }
        },
        cancellation);
}
