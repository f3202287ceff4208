namespace Rampart.Artifacts;

/// <summary>Where a store is: a folder of this machine, or a container of Azure Blob Storage (or of an emulator).</summary>
public sealed record StoreLocation
{
    StoreLocation(string? folder, Uri? container) => (Folder, Container) = (folder, container);

    /// <summary>The folder, absolute; null when the store is a container.</summary>
    public string? Folder { get; }

    /// <summary>The container's URI without query, for example <c>https://account.blob.core.windows.net/rampart</c>; null when the store is a folder.</summary>
    public Uri? Container { get; }

    /// <summary>Reads a location as users write it: anything that begins with <c>https://</c> or <c>http://</c> is a container, everything else a folder.</summary>
    /// <exception cref="ArtifactException">The text is empty, or a URI that carries secrets or names no container.</exception>
    public static StoreLocation Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArtifactException("The store's location is empty. Name a folder, or a container as https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        }
        if (!text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return new StoreLocation(Path.GetFullPath(text), null);
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.AbsolutePath.Trim('/').Length == 0)
        {
            throw new ArtifactException(
                $"The store's location {(uri is null ? "" : Bare(uri) + " ")}names no container. Write https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        }
        return uri.Query.Length == 0 && uri.UserInfo.Length == 0
            ? new StoreLocation(null, uri)
            : throw new ArtifactException(
                $"The store's location {Bare(uri)} carries a secret (user or query). Put the secret into Rampart__Azure__ConnectionString "
                + "or Rampart__Azure__SasToken, where it is masked.");
    }

    static string Bare(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The location as it was meant, without secrets.</summary>
    public override string ToString() => Folder ?? Container!.ToString();
}
