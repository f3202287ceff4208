using Rampart.Artifacts.Azure;

namespace Rampart.Artifacts;

/// <summary>Opens stores to be looked at.</summary>
public static class StoreView
{
    /// <summary>Opens the store at a location, which must exist.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="azure">How to reach it when it is a container.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArtifactException">There is no such folder, or location or secrets can't be used.</exception>
    public static IStoreView Open(StoreLocation location, AzureStoreOptions azure, TimeProvider time) =>
        location.Container is { } container ? new AzureStoreView(container, azure, time) : new FileStoreView(location.Folder!, time);
}
