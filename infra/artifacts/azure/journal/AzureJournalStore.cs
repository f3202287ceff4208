using Azure;
using Azure.Storage.Blobs.Models;

namespace Rampart.Artifacts.Azure;

/// <summary>Segments as append blobs <c>journal/&lt;segment&gt;</c>.</summary>
/// <param name="container">Where.</param>
/// <param name="mostBlocks">How many blocks a segment takes.</param>
sealed class AzureJournalStore(AzureContainer container, int mostBlocks = AzureJournalStore.DefaultMostBlocks) : IJournalStore
{
    // Below the service's 50,000: an emulator writes a blob's list of blocks anew with every append.
    public const int DefaultMostBlocks = 10_000;

    public async Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation)
    {
        string name = BlobNames.JournalSegment(segment);
        bool created = await container.CallAsync(
            $"creating {name}",
            async c =>
            {
                var options = new AppendBlobCreateOptions { HttpHeaders = new BlobHttpHeaders { ContentType = Contracts.MediaTypes.Binary } };
                return await container.AppendBlob(name).CreateIfNotExistsAsync(options, c) is not null;
            },
            cancellation);
        return created
            ? new AzureJournalAppender(container, name, mostBlocks)
            : throw new StoreUnavailableException($"{container.PlaceOf(name)} is there already. The next name will not be.");
    }

    public async Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation)
    {
        IReadOnlyList<BlobItem> blobs = await container.ListAsync(BlobNames.Journal, cancellation);
        return [.. blobs
            .Select(blob => new JournalSegment(blob.Name[BlobNames.Journal.Length..], blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? DateTimeOffset.MaxValue))
            .Where(segment => JournalSegment.IsName(segment.Name))
            .OrderBy(segment => segment.Name, StringComparer.Ordinal)];
    }

    public Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation)
    {
        string name = BlobNames.JournalSegment(segment);
        return container.CallAsync<Stream?>(
            $"reading {name}",
            async c =>
            {
                try
                {
                    // What is appended while it is read is no part of it; a blob that shrinks or vanishes is a fault of its own.
                    return new AzureSegmentStream(container, name, await container.AppendBlob(name).OpenReadAsync(
                        new BlobOpenReadOptions(allowModifications: true) { Position = offset, BufferSize = AzureSegmentStream.BufferBytes }, c));
                }
                catch (RequestFailedException e) when (e.IsMissingBlob())
                {
                    return null;
                }
            },
            cancellation);
    }

    public Task<bool> DeleteAsync(string segment, CancellationToken cancellation)
    {
        string name = BlobNames.JournalSegment(segment);
        return container.CallAsync(
            $"removing {name}",
            async c =>
            {
                await container.AppendBlob(name).DeleteIfExistsAsync(cancellationToken: c);
                return true;
            },
            cancellation);
    }
}
