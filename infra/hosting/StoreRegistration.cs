using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Artifacts.Azure;
using Rampart.Artifacts.Files;
using Rampart.Journal;

namespace Rampart.Hosting;

/// <summary>Adds the store that the options name.</summary>
public static class StoreRegistration
{
    /// <summary>Adds artifacts, results, run logs, documents, claims and the journal: of a folder, or of a container; and the way to places where files arrive.</summary>
    /// <exception cref="ArtifactException">The store's location is none.</exception>
    public static IServiceCollection AddRampartStore(this IServiceCollection services, RampartOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options.Signing);
        services.TryAddSingleton(new ArrivalPlaces(options.Azure));
        services.AddSingleton<IJournalReader>(s => new JournalReader(s.GetRequiredService<IJournalStore>(), options.Journal));
        StoreLocation location = StoreLocation.Parse(options.Store);
        return location.Container is { } container ? services.AddContainer(container, options.Azure) : services.AddFolder(location.Folder!);
    }

    static IServiceCollection AddFolder(this IServiceCollection services, string folder) => services
        .AddSingleton(_ => StoreFolder.Open(folder))
        .AddSingleton<FileArtifactStore>()
        .AddSingleton<IArtifactStore>(s => s.GetRequiredService<FileArtifactStore>())
        .AddSingleton<IBlobStreams, FileBlobStreams>()
        .AddSingleton<IResultStore, FileResultStore>()
        .AddSingleton<IRunLogStore, FileRunLogStore>()
        .AddSingleton<IDocumentStore, FileDocumentStore>()
        .AddSingleton<IClaimStore, FileClaimStore>()
        .AddSingleton<IJournalStore, FileJournalStore>();

    static IServiceCollection AddContainer(this IServiceCollection services, Uri container, AzureStoreOptions options) => services
        .AddSingleton(s => new AzureStore(container, options, s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Artifacts)
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Blobs)
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Results)
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Logs)
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Documents)
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Claims)
        .AddSingleton(s => s.GetRequiredService<AzureStore>().Journal);
}
