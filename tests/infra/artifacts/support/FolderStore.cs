using Rampart.Artifacts.Files;

namespace Rampart.Artifacts.Tests;

/// <summary>A store in a folder of its own that vanishes with the test.</summary>
sealed class FolderStore : TestStore
{
    readonly bool _owner;

    public FolderStore()
        : this(Directory.CreateTempSubdirectory("rampart-store-").FullName, owner: true)
    {
    }

    FolderStore(string root, bool owner)
    {
        (Root, _owner) = (root, owner);
        Folder = StoreFolder.Open(root);
        var artifacts = new FileArtifactStore(Folder);
        (Artifacts, Results) = (artifacts, new FileResultStore(Folder, artifacts));
        Documents = new FileDocumentStore(Folder);
        (Logs, Claims) = (new FileRunLogStore(Folder, TimeProvider.System), new FileClaimStore(Folder));
    }

    public string Root { get; }

    public StoreFolder Folder { get; }

    public override IArtifactStore Artifacts { get; }

    public override IResultStore Results { get; }

    public override IRunLogStore Logs { get; }

    public override IDocumentStore Documents { get; }

    public override IClaimStore Claims { get; }

    public override IJournalStore Journal => new FileJournalStore(Folder);

    public string[] TemporaryFiles() => Directory.GetFiles(PathOf("tmp"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock").ToArray();

    public string PathOf(string name) => Path.Combine(Root, name);

    public override Task<IReadOnlyList<string>> NamesAsync() => Task.FromResult<IReadOnlyList<string>>([.. Directory
        .GetFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path))
        .Where(name => !name.EndsWith("lock", StringComparison.Ordinal) && !name.StartsWith("tmp", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)]);

    public override Task OverwriteAsync(string name, byte[] bytes)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DateTime written = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, written);
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        File.Delete(PathOf(name));
        return Task.CompletedTask;
    }

    public override string LogName(string runId) => $"runs/{runId}/log";

    public override Task<IReadOnlyList<string>> SnapshotAsync() => Task.FromResult<IReadOnlyList<string>>([.. Directory
        .GetFileSystemEntries(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(new FileInfo(path) is { Exists: true } file ? $"{file.LastWriteTimeUtc:O} {Content(file)}" : "")}")]);

    // Locks are empty, and nobody else may open them.
    static string Content(FileInfo file) => file.Length == 0 ? "empty" : Digest.Of(File.ReadAllBytes(file.FullName));

    public override IStoreView View() => StoreView.Open(StoreLocation.Parse(Root), new Artifacts.Azure.AzureStoreOptions(), TimeProvider.System);

    public override TestStore OpenAgain() => new FolderStore(Root, owner: false);

    public override ValueTask DisposeAsync()
    {
        Folder.Dispose();
        if (_owner)
        {
            Directory.Delete(Root, recursive: true);
        }
        return ValueTask.CompletedTask;
    }
}
