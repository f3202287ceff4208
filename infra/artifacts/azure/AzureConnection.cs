using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Rampart.Artifacts.Azure;

/// <summary>Turns a location and its secrets into a client of the container. Nothing is sent.</summary>
static class AzureConnection
{
    /// <exception cref="ArtifactException">Location or secrets can't be used; the message does not repeat them.</exception>
    public static BlobContainerClient Open(Uri container, AzureStoreOptions options, BlobClientOptions client)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ByConnectionString(options.ConnectionString, ContainerName(container.AbsolutePath), client);
        }
        var parts = new BlobUriBuilder(container);
        if (parts.BlobName.Length > 0)
        {
            throw new ArtifactException($"{container} names a blob or a folder inside a container. Write https://ACCOUNT.blob.core.windows.net/CONTAINER.");
        }
        ContainerName(parts.BlobContainerName);
        if (!string.IsNullOrWhiteSpace(options.SasToken))
        {
            return ByToken(container, options.SasToken, client);
        }
        return container.Scheme == Uri.UriSchemeHttps
            ? new BlobContainerClient(container, new DefaultAzureCredential(), client)
            : throw new ArtifactException(
                $"{container} is not encrypted, so Azure's default credential can't be used there. Write https://, or set Rampart__Azure__ConnectionString "
                + "(for an emulator: the development account's).");
    }

    /// <summary>How requests are repeated before a fault counts: five times within about ten seconds.</summary>
    public static BlobClientOptions DefaultOptions() => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = 5,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            NetworkTimeout = TimeSpan.FromSeconds(100),
        },
        Diagnostics = { ApplicationId = "rampart" },
    };

    static BlobContainerClient ByConnectionString(string connectionString, string name, BlobClientOptions client)
    {
        try
        {
            return new BlobContainerClient(connectionString, name, client);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ArtifactException(
                "Rampart__Azure__ConnectionString is not a connection string of a storage account. Copy it whole from the account's access keys "
                + "(DefaultEndpointsProtocol=...;AccountName=...;AccountKey=...;EndpointSuffix=...).");
        }
    }

    static BlobContainerClient ByToken(Uri container, string token, BlobClientOptions client)
    {
        try
        {
            return new BlobContainerClient(container, new AzureSasCredential(token.Trim().TrimStart('?')), client);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new ArtifactException("Rampart__Azure__SasToken is not a shared access signature. Copy it whole (sv=...&sig=...).");
        }
    }

    static string ContainerName(string path)
    {
        string name = path.TrimEnd('/').Split('/')[^1];
        bool valid = name.Length is >= 3 and <= 63
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
        return valid
            ? name
            : throw new ArtifactException(
                $"\"{name}\" is not the name of a container. A name has 3 to 63 lower-case letters, digits and single dashes and begins and ends with a letter "
                + "or digit.");
    }
}
