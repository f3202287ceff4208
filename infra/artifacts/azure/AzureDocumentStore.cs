using Azure;
using Azure.Storage.Blobs.Models;

namespace Rampart.Artifacts.Azure;

/// <summary>Documents as block blobs, named as they are named here.</summary>
sealed class AzureDocumentStore(AzureContainer container) : IDocumentStore
{
    public Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        DocumentNames.Check(name);
        DocumentNames.CheckLength(name, content.Length);
        return container.CallAsync(
            $"writing {name}",
            async c =>
            {
                try
                {
                    var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
                    await container.BlockBlob(name).UploadAsync(BinaryData.FromBytes(content).ToStream(), options, c);
                    return true;
                }
                catch (RequestFailedException e) when (e.IsConditionNotMet())
                {
                    return false;
                }
            },
            cancellation);
    }

    public Task<byte[]?> FindAsync(string name, CancellationToken cancellation)
    {
        DocumentNames.Check(name);
        return container.CallAsync(
            $"reading {name}",
            async c =>
            {
                try
                {
                    using BlobDownloadStreamingResult blob = await container.BlockBlob(name).DownloadStreamingAsync(cancellationToken: c);
                    DocumentNames.CheckLength(name, (int)Math.Min(blob.Details.ContentLength, int.MaxValue));
                    byte[] bytes = new byte[blob.Details.ContentLength];
                    await blob.Content.ReadExactlyAsync(bytes, c);
                    return (byte[]?)bytes;
                }
                catch (RequestFailedException e) when (e.IsMissingBlob())
                {
                    return null;
                }
            },
            cancellation);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string above, CancellationToken cancellation)
    {
        DocumentNames.Check($"{above}/x");
        return [.. (await container.ListAsync($"{above}/", cancellation)).Select(blob => blob.Name).Where(DocumentNames.IsValid)];
    }
}
