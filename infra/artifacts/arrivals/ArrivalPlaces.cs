using Azure.Storage.Blobs;
using Rampart.Artifacts.Azure;

namespace Rampart.Artifacts.Arrivals;

/// <summary>Opens the places that users name.</summary>
/// <param name="azure">How to reach containers.</param>
public sealed class ArrivalPlaces(AzureStoreOptions azure)
{
    /// <summary>
    /// The folder or container and the prefix that are meant: a prefix may be given in the address too, as in
    /// <c>https://ACCOUNT.blob.core.windows.net/CONTAINER/incoming/</c>.
    /// </summary>
    /// <exception cref="ArtifactException">It is neither.</exception>
    public static (string Place, string Prefix) Parse(string place, string prefix)
    {
        StoreLocation location = StoreLocation.Parse(place);
        if (location.Container is not { } uri)
        {
            return (Path.TrimEndingDirectorySeparator(location.Folder!), prefix);
        }
        var parts = new BlobUriBuilder(uri);
        string within = parts.BlobName;
        parts.BlobName = "";
        return (parts.ToUri().GetLeftPart(UriPartial.Path).TrimEnd('/'), within + prefix);
    }

    /// <summary>Opens a place. Nothing is read yet.</summary>
    /// <param name="place">A folder, or a container's address.</param>
    /// <param name="prefix">What names of files begin with, relative to the place; empty for all.</param>
    /// <exception cref="ArtifactException">Place or secrets can't be used.</exception>
    public IArrivals Open(string place, string prefix)
    {
        (string bare, string within) = Parse(place, prefix);
        return StoreLocation.Parse(bare).Container is { } container
            ? new ArrivalContainer(new AzureContainer(AzureConnection.Open(container, azure, AzureConnection.DefaultOptions()), readOnly: true), bare, within)
            : new ArrivalFolder(bare, within);
    }
}
