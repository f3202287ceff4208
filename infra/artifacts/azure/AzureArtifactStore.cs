using Azure;
using Azure.Storage.Blobs.Models;
using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Artifacts.Azure;

/// <summary>Artifacts as block blobs <c>blobs/sha256/&lt;2&gt;/&lt;digest&gt;</c>, with a cache on the local disk.</summary>
sealed class AzureArtifactStore(AzureContainer container, AzureStoreOptions options, LocalFolder local, TimeProvider time) : IArtifactStore
{
    const int Attempts = 5;

    // So many bytes are sent sooner than it is asked whether they are there.
    const int FewBytes = 256 << 10;
    readonly BlobCache _cache = new(local, options.CacheBytes, time);
    readonly BlockUpload _upload = new(container, options);
    readonly BlockDownload _download = new(container, options);

    public async Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        FileStream temporary = local.CreateTemporary();
        try
        {
            await using var hashing = new HashingStream(temporary);
            await write(hashing, cancellation);
            await temporary.FlushAsync(cancellation);
            var artifact = new ArtifactRef(hashing.CurrentDigest(), hashing.Length, mediaType);
            await StoreAsync(artifact, temporary, cancellation);
            await _cache.KeepAsync(artifact, temporary);
            return artifact;
        }
        finally
        {
            await temporary.DisposeAsync();
            File.Delete(temporary.Name);
        }
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        string name = BlobNames.Blob(artifact.Digest);
        ArtifactFaults.ThrowIfTooLarge(artifact);
        if (await _cache.FindAsync(artifact, cancellation) is { } kept)
        {
            return kept;
        }
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            BlockDownload.Download download = await _download.ReadAsync(name, artifact.Size, cancellation)
                ?? throw ArtifactFaults.Missing(artifact, container.PlaceOf(name));
            if (download.Bytes is { } bytes && download.Digest == artifact.Digest)
            {
                await _cache.KeepAsync(artifact, bytes, cancellation);
                return bytes;
            }
            await VoidIfDamagedAsync(artifact, name, cancellation);
        }
        throw new StoreUnavailableException(
            $"{container.PlaceOf(name)} arrives with other bytes each time, {Attempts} times now. Check the network between this machine and the store; "
            + "then try again.");
    }

    public async Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        string name = BlobNames.Blob(artifact.Digest);
        ArtifactFaults.ThrowIfTooLarge(artifact);
        if (await _cache.FindAsync(artifact, cancellation) is { } kept)
        {
            return kept;
        }
        BlockDownload.Download? download = await _download.ReadAsync(name, artifact.Size, cancellation);
        if (download?.Bytes is { } bytes && download.Digest == artifact.Digest)
        {
            return bytes;
        }
        throw (download is null ? null : await _download.DigestAsync(name, cancellation)) switch
        {
            null => ArtifactFaults.Missing(artifact, container.PlaceOf(name)),
            { } there when there.Digest != artifact.Digest => ArtifactFaults.Damaged(artifact, container.PlaceOf(name)),
            _ when download!.Bytes is null => ArtifactFaults.OtherSize(artifact, container.PlaceOf(name)),
            _ => new StoreUnavailableException($"{container.PlaceOf(name)} was damaged on its way. Check the network between this machine and the store; then try again."),
        };
    }

    public async Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        (await container.FindAsync(BlobNames.Blob(artifact.Digest), cancellation))?.ContentLength == artifact.Size;

    async Task StoreAsync(ArtifactRef artifact, FileStream content, CancellationToken cancellation)
    {
        string name = BlobNames.Blob(artifact.Digest);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            BlobProperties? there = attempt == 0 && artifact.Size <= FewBytes ? null : await container.FindAsync(name, cancellation);
            if (there?.ContentLength == artifact.Size)
            {
                return;
            }
            BlobRequestConditions asSeen = there is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = there.ETag };
            if (await _upload.SendAsync(name, artifact, content.SafeFileHandle, asSeen, cancellation))
            {
                return;
            }
        }
        throw new StoreUnavailableException(
            $"{container.PlaceOf(name)} has changed {Attempts} times while it was written. Find out who else writes into this container; then try again.");
    }

    // What arrived was not the artifact. If the server holds other bytes under its digest, they are removed, so that its result counts as missing and
    // the artifact is made again; if it does not, they were damaged on the way.
    async Task VoidIfDamagedAsync(ArtifactRef artifact, string name, CancellationToken cancellation)
    {
        if (await _download.DigestAsync(name, cancellation) is not { } there)
        {
            throw ArtifactFaults.Missing(artifact, container.PlaceOf(name));
        }
        if (there.Digest == artifact.Digest)
        {
            if (!await ExistsAsync(artifact, cancellation))
            {
                throw ArtifactFaults.OtherSize(artifact, container.PlaceOf(name));
            }
            return;
        }
        bool removed = await container.CallAsync(
            $"removing the damaged {name}",
            async c =>
            {
                try
                {
                    await container.BlockBlob(name).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = there.State }, cancellationToken: c);
                    return true;
                }
                catch (RequestFailedException e) when (e.IsConditionNotMet())
                {
                    return false;
                }
            },
            cancellation);
        if (removed)
        {
            throw ArtifactFaults.Damaged(artifact, container.PlaceOf(name));
        }
    }
}
