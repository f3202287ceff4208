using Rampart.Artifacts.Arrivals;
using Rampart.Artifacts.Azure;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Signing;

namespace Rampart.Coordination.Tests;

/// <summary>A store in a folder of its own, which vanishes with the test.</summary>
sealed class TemporaryStore : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("rampart-coordination-").FullName;

    public TemporaryStore()
    {
        Folder = StoreFolder.Open(_root);
        Artifacts = new FileArtifactStore(Folder);
        Results = new FileResultStore(Folder, Artifacts);
        Logs = new FileRunLogStore(Folder, TimeProvider.System);
        Documents = new FileDocumentStore(Folder);
        Registry = new ModelRegistry(Documents, TimeProvider.System);
    }

    public StoreFolder Folder { get; }

    public FileArtifactStore Artifacts { get; }

    public FileResultStore Results { get; }

    public FileRunLogStore Logs { get; }

    public FileDocumentStore Documents { get; }

    public ModelRegistry Registry { get; }

    /// <summary>What brings in the sources of pipelines with these kinds of stage.</summary>
    public SourceImport Sources(StageCatalog catalog) =>
        new(catalog, Artifacts, Registry, new ArrivalImport(new ArrivalPlaces(new AzureStoreOptions()), Artifacts));

    public RunPromotion Promotion => new(Artifacts, Registry, Unsigned);

    public ModelSigner Unsigned => new(new SigningOptions(), Logs, Results, Artifacts, Documents);

    public async Task<IReadOnlyList<RunEvent>> Log(string runId) => [.. (await Logs.ReadAsync(runId, default)).Select(entry => entry.Event)];

    /// <summary>Executes an order for real: writes an artifact that depends on the work alone, and the result.</summary>
    public async Task<ItemCompleted> Execute(WorkOrder order)
    {
        bool cached = await Results.FindAsync(order.ExecutionKey, default) is not null;
        ArtifactRef made = await Artifacts.WriteAsync(MediaTypes.Binary, (stream, c) => stream.WriteAsync(Convert.FromHexString(order.ExecutionKey), c).AsTask(), default);
        ResultManifest result = await Results.CommitAsync(
            new ResultManifest(order.ExecutionKey, order.Work, [new NamedArtifact("out", made)], "1", new NumericsFingerprint("", "", "", "", "", 1)), default);
        return new ItemCompleted(order.Stage, order.Item, order.ExecutionKey, result.Outputs, cached);
    }

    /// <summary>Deletes an artifact behind the store's back.</summary>
    public void Lose(ArtifactRef artifact) => File.Delete(Folder.Blob(artifact.Digest));

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
