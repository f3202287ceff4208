using Rampart.Artifacts.Formats;

namespace Rampart.Artifacts.Files;

/// <summary>The blobs of a folder as streams.</summary>
public sealed class FileBlobStreams(StoreFolder folder) : IBlobStreams
{
    const int Buffer = 1 << 16;

    /// <inheritdoc/>
    public Task<StoredBlob?> OpenAsync(string digest, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(folder.Blob(digest), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Buffer, FileOptions.Asynchronous);
            return Task.FromResult<StoredBlob?>(new StoredBlob(new VerifiedStream(file, digest), null));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredBlob?>(null);
        }
    }
}
