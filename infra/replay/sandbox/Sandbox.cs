using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Artifacts.Formats;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>
/// Where a replay writes: a folder of its own, laid out as a store. What it does not hold is read from the originals, which it never touches.
/// The folder is removed afterwards, or by the next replay if this process dies, unless somebody wants to keep it.
/// </summary>
public sealed class Sandbox : IArtifactStore, IDisposable
{
    readonly IArtifactStore _originals;
    readonly TemporaryFiles? _abandoned;
    readonly StoreFolder _folder;

    // How many writers want each artifact that is held; two items may write the same.
    readonly Dictionary<string, int> _wanted = new(StringComparer.Ordinal);

    Sandbox(IArtifactStore originals, TemporaryFiles? abandoned, StoreFolder folder) => (_originals, _abandoned, _folder) = (originals, abandoned, folder);

    /// <summary>The folder, absolute.</summary>
    public string Root => _folder.Root;

    /// <summary>Whether the folder stays.</summary>
    public bool IsKept => _abandoned is null;

    /// <summary>Makes a sandbox.</summary>
    /// <param name="originals">Where inputs are read from. Nothing is written there.</param>
    /// <param name="keep">The folder, which stays; null for a temporary one.</param>
    /// <exception cref="ArtifactException">The folder can't be used.</exception>
    public static Sandbox Open(IArtifactStore originals, string? keep)
    {
        if (keep is not null)
        {
            return new Sandbox(originals, null, StoreFolder.Open(keep));
        }
        TemporaryFiles temporary = TemporaryFiles.Open(Path.Combine(Path.GetTempPath(), $"rampart-replay-{Environment.UserName}"));
        return new Sandbox(originals, temporary, StoreFolder.Open(Path.Combine(temporary.Folder, "store")));
    }

    /// <inheritdoc/>
    public async Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        FileStream temporary = _folder.CreateTemporary();
        try
        {
            await using var hashing = new HashingStream(temporary);
            await write(hashing, cancellation);
            await temporary.FlushAsync(cancellation);
            var artifact = new ArtifactRef(hashing.CurrentDigest(), hashing.Length, mediaType);
            Keep(artifact.Digest, temporary.Name);
            return artifact;
        }
        finally
        {
            await temporary.DisposeAsync();
            File.Delete(temporary.Name);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(_folder.Blob(artifact.Digest), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return await _originals.ReadAsync(artifact, cancellation);
        }
        // Another process may have written it (another build), or the disk may be damaged.
        return bytes.Length == artifact.Size && Digest.Of(bytes) == artifact.Digest
            ? bytes
            : throw new ArtifactException($"Artifact {artifact.Digest} in the sandbox {Root} has other bytes than its name says. Whoever wrote it is defective.");
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation) => ReadAsync(artifact, cancellation);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) =>
        Holds(artifact) || await _originals.ExistsAsync(artifact, cancellation);

    /// <summary>Whether the sandbox itself holds the artifact.</summary>
    public bool Holds(ArtifactRef artifact) => new FileInfo(_folder.Blob(artifact.Digest)) is { Exists: true } file && file.Length == artifact.Size;

    /// <summary>Says that somebody else has written this artifact into the sandbox's folder, who counts as one writer.</summary>
    /// <returns>Whether the sandbox holds it.</returns>
    public bool Adopt(ArtifactRef artifact)
    {
        lock (_wanted)
        {
            if (!Holds(artifact))
            {
                return false;
            }
            _wanted[artifact.Digest] = _wanted.GetValueOrDefault(artifact.Digest) + 1;
            return true;
        }
    }

    /// <summary>Says that one writer of this artifact has no use for it any more. What nobody wants is removed.</summary>
    public void Drop(ArtifactRef artifact)
    {
        lock (_wanted)
        {
            int left = _wanted.GetValueOrDefault(artifact.Digest) - 1;
            if (left > 0)
            {
                _wanted[artifact.Digest] = left;
                return;
            }
            _wanted.Remove(artifact.Digest);
            string path = _folder.Blob(artifact.Digest);
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder.Dispose();
        _abandoned?.Dispose();
    }

    // Not flushed to the disk: after a power failure nobody asks for it.
    void Keep(string digest, string temporary)
    {
        string path = _folder.Blob(digest);
        lock (_wanted)
        {
            _wanted[digest] = _wanted.GetValueOrDefault(digest) + 1;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
        }
    }
}
