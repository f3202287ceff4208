using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Azure;

namespace Rampart.Artifacts.Arrivals;

/// <summary>A container in which blobs arrive.</summary>
sealed class ArrivalContainer(AzureContainer container, string place, string prefix) : IArrivals
{
    public string Place => place;

    public async IAsyncEnumerable<ArrivedFile> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            Page<BlobItem> page = await container.PageAsync(prefix, continuation, cancellation);
            foreach (BlobItem blob in page.Values.Where(blob => !HiddenNames.Has(blob.Name)))
            {
                BlobItemProperties properties = blob.Properties;
                yield return new ArrivedFile(
                    blob.Name, properties.ETag?.ToString("G") ?? "", properties.ContentLength ?? 0, properties.LastModified ?? DateTimeOffset.UnixEpoch, MayGrow: false);
            }
            continuation = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    public Task<Stream> OpenAsync(string name, CancellationToken cancellation) => container.CallAsync(
        $"reading {name}",
        async c =>
        {
            try
            {
                return await container.BlockBlob(name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), c);
            }
            catch (RequestFailedException e) when (e.IsMissingBlob())
            {
                throw new ArtifactException($"{container.PlaceOf(name)}, which has arrived, is gone. Upload it again.", e);
            }
        },
        cancellation);
}
