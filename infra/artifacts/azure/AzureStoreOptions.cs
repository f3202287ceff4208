using System.ComponentModel.DataAnnotations;

namespace Rampart.Artifacts.Azure;

/// <summary>How to reach a store in Azure Blob Storage. Without connection string and token, Azure's default credential is used.</summary>
public sealed record AzureStoreOptions
{
    /// <summary>A connection string of the account (secret); it wins over the others. The container is still named by the store's location.</summary>
    [DataType(DataType.Password)]
    public string? ConnectionString { get; init; }

    /// <summary>A shared access signature for the container (secret), with or without the leading question mark.</summary>
    [DataType(DataType.Password)]
    public string? SasToken { get; init; }

    /// <summary>The folder that keeps blobs that were read, by digest; null for one below the system's temporary folder.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>How many bytes of blobs the cache keeps; the longest unused go first. 0 keeps none.</summary>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; init; } = 4L << 30;

    /// <summary>Size of the blocks in which a blob is uploaded and downloaded, in bytes.</summary>
    [Range(1 << 16, 256 << 20)]
    public int BlockBytes { get; init; } = 8 << 20;

    /// <summary>How many blocks of one blob are under way at once.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 4;

    /// <summary>The options with the secrets masked.</summary>
    public override string ToString() =>
        $"ConnectionString {Mask(ConnectionString)}, SasToken {Mask(SasToken)}, CacheFolder {CacheFolder}, CacheBytes {CacheBytes}, "
        + $"BlockBytes {BlockBytes}, Parallel {Parallel}";

    static string Mask(string? secret) => string.IsNullOrEmpty(secret) ? "(none)" : "***";
}
