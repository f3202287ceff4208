namespace Rampart.Artifacts.Azure;

/// <summary>A store in a container of Azure Blob Storage.</summary>
public sealed class AzureStore : IDisposable
{
    readonly AzureContainer _container;
    readonly LocalFolder _local;

    /// <summary>Opens the store; nothing is sent before it is used.</summary>
    public AzureStore(Uri container, AzureStoreOptions options, TimeProvider time)
    {
        _container = new AzureContainer(AzureConnection.Open(container, options, AzureConnection.DefaultOptions()));
        _local = new LocalFolder(options.CacheFolder);
        var artifacts = new AzureArtifactStore(_container, options, _local, time);
        Artifacts = artifacts;
        Results = new AzureResultStore(_container, artifacts);
        Logs = new AzureRunLogStore(_container, time);
        Claims = new AzureClaimStore(_container, time);
    }

    /// <summary>Artifacts.</summary>
    public IArtifactStore Artifacts { get; }

    /// <summary>Results.</summary>
    public IResultStore Results { get; }

    /// <summary>Run logs.</summary>
    public IRunLogStore Logs { get; }

    /// <summary>Claims.</summary>
    public IClaimStore Claims { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _container.Dispose();
        _local.Dispose();
    }
}
