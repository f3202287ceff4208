namespace Rampart.Artifacts.Files;

/// <summary>Where things are inside a store on disk, and the temporary folder that everything is written to first.</summary>
/// <remarks>
/// A file gets its final name only when it is complete and flushed, by a rename within the same file system. So a crash at any moment
/// leaves at most a temporary file and a claim, which the next <see cref="Open"/> sweeps away.
/// </remarks>
public sealed class StoreFolder : IDisposable
{
    readonly TemporaryFiles? _temporary;

    StoreFolder(string root, TemporaryFiles? temporary) => (Root, _temporary) = (root, temporary);

    /// <summary>The store's folder, absolute.</summary>
    public string Root { get; }

    /// <summary>Opens the store in this folder, creating it if needed, and removes what crashed processes left half written.</summary>
    /// <exception cref="ArtifactException">The folder can't be created or written to.</exception>
    public static StoreFolder Open(string root)
    {
        string full = Path.GetFullPath(root);
        try
        {
            Directory.CreateDirectory(full);
            var folder = new StoreFolder(full, TemporaryFiles.Open(Path.Combine(full, "tmp")));
            ClaimFiles.Sweep(folder.Claims);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArtifactException(
                $"The store {full} can't be opened: {e.Message} Choose a folder that you may write to (--store DIR), or make room on the disk.", e);
        }
    }

    /// <summary>Opens the store in this folder to read it only: nothing in it is created, changed or removed.</summary>
    /// <exception cref="ArtifactException">There is no such folder.</exception>
    public static StoreFolder OpenToRead(string root)
    {
        string full = Path.GetFullPath(root);
        return Directory.Exists(full)
            ? new StoreFolder(full, null)
            : throw new ArtifactException($"There is no store {full}. Name the folder that a run has used (--store DIR).");
    }

    /// <summary>The file of a blob.</summary>
    public string Blob(string digest)
    {
        Digest.Check(digest, "The artifact");
        return Path.Combine(Root, "blobs", "sha256", digest[..2], digest);
    }

    /// <summary>The file of a result's manifest.</summary>
    public string Manifest(string executionKey) => Result(executionKey, ".json");

    /// <summary>The file of a result's execution record.</summary>
    public string ExecutionRecord(string executionKey) => Result(executionKey, ".execution.json");

    /// <summary>The folder of all claims.</summary>
    public string Claims => Path.Combine(Root, "claims");

    /// <summary>The file that is locked while somebody claims a work item.</summary>
    public string Claim(string executionKey) => Path.Combine(Claims, Digest.Check(executionKey, "The execution key"));

    /// <summary>The folder of all runs.</summary>
    public string Runs => Path.Combine(Root, "runs");

    /// <summary>The log of a run.</summary>
    public string RunLog(string runId) => Path.Combine(Runs, RunIds.Check(runId), "log");

    /// <summary>The file of a document.</summary>
    public string Document(string name) => Path.Combine(Root, DocumentNames.Check(name));

    /// <summary>The folder of the message journal.</summary>
    public string Journal => Path.Combine(Root, "journal");

    /// <summary>A segment of the message journal.</summary>
    public string JournalSegment(string name) => Path.Combine(Journal, Artifacts.JournalSegment.CheckName(name));

    /// <summary>Creates an empty temporary file on the store's file system.</summary>
    internal FileStream CreateTemporary() =>
        _temporary?.Create() ?? throw new InvalidOperationException($"The store {Root} was opened to be read only.");

    /// <summary>Gives up the temporary folder. Files that are still being written are lost.</summary>
    public void Dispose() => _temporary?.Dispose();

    string Result(string executionKey, string ending)
    {
        Digest.Check(executionKey, "The execution key");
        return Path.Combine(Root, "results", executionKey[..2], executionKey + ending);
    }
}
