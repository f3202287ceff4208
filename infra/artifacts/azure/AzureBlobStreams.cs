using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Rampart.Artifacts.Formats;

namespace Rampart.Artifacts.Azure;

/// <summary>The blobs of a container as streams.</summary>
sealed class AzureBlobStreams(AzureContainer container) : IBlobStreams
{
    const int Buffer = 1 << 20;

    public Task<StoredBlob?> OpenAsync(string digest, CancellationToken cancellation)
    {
        string name = BlobNames.Blob(digest);
        return container.CallAsync(
            $"opening {name}",
            async c =>
            {
                BlockBlobClient blob = container.BlockBlob(name);
                try
                {
                    BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: c);
                    var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = Buffer, Conditions = new BlobRequestConditions { IfMatch = properties.ETag } };
                    return new StoredBlob(new VerifiedStream(await blob.OpenReadAsync(options, c), digest), properties.ContentType);
                }
                catch (RequestFailedException e) when (e.IsMissingBlob())
                {
                    return (StoredBlob?)null;
                }
            },
            cancellation);
    }
}
