using Azure;
using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Formats;

namespace Rampart.Artifacts.Azure;

/// <summary>Small documents that are created once and never changed.</summary>
sealed class AzureDocuments(AzureContainer container)
{
    const int Attempts = 5;

    /// <summary>A document's bytes; empty when there is none, or one that is too long to be ours.</summary>
    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellation) => (await FindAsync(name, cancellation))?.Bytes ?? [];

    /// <summary>Stores a document unless a valid one is there; returns the one that is there afterwards.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="document">The document.</param>
    /// <param name="parse">Reads what is there; null if it is not valid.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<T> CreateAsync<T>(string name, T document, Func<byte[], T?> parse, CancellationToken cancellation) where T : class
    {
        byte[] bytes = StoreDocuments.Format(document);
        BlobRequestConditions absent = new() { IfNoneMatch = ETag.All };
        if (await TryWriteAsync(name, bytes, absent, cancellation))
        {
            return document;
        }
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            (byte[] Bytes, ETag State)? there = await FindAsync(name, cancellation);
            if (there is { } found && parse(found.Bytes) is { } valid)
            {
                return valid;
            }
            if (await TryWriteAsync(name, bytes, there is null ? absent : new() { IfMatch = there.Value.State }, cancellation))
            {
                return document;
            }
        }
        throw new StoreUnavailableException(
            $"{container.PlaceOf(name)} has changed {Attempts} times while it was written. Find out who else writes into this container; then try again.");
    }

    Task<(byte[] Bytes, ETag State)?> FindAsync(string name, CancellationToken cancellation) => container.CallAsync(
        $"reading {name}",
        async c =>
        {
            try
            {
                using BlobDownloadStreamingResult blob = await container.BlockBlob(name).DownloadStreamingAsync(cancellationToken: c);
                long length = blob.Details.ContentLength;
                byte[] bytes = new byte[length is > 0 and <= StoreDocuments.MostBytes ? length : 0];
                await blob.Content.ReadExactlyAsync(bytes, c);
                return (bytes, blob.Details.ETag);
            }
            catch (RequestFailedException e) when (e.IsMissingBlob())
            {
                return ((byte[], ETag)?)null;
            }
        },
        cancellation);

    Task<bool> TryWriteAsync(string name, byte[] bytes, BlobRequestConditions conditions, CancellationToken cancellation) => container.CallAsync(
        $"writing {name}",
        async c =>
        {
            try
            {
                var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = Contracts.MediaTypes.Json }, Conditions = conditions };
                await container.BlockBlob(name).UploadAsync(new MemoryStream(bytes, writable: false), options, c);
                return true;
            }
            catch (RequestFailedException e) when (e.IsConditionNotMet())
            {
                return false;
            }
        },
        cancellation);
}
