using System.ComponentModel.DataAnnotations;

namespace Rampart.Gateway;

/// <summary>How the gateway is operated.</summary>
public sealed record GatewayOptions
{
    /// <summary>The part of the configuration.</summary>
    public const string Section = "Rampart:Gateway";

    /// <summary>API keys by their ids: each the key itself, or <c>sha256:</c> and its digest.</summary>
    [DataType(DataType.Password)]
    public Dictionary<string, string> Keys { get; init; } = [];

    /// <summary>What the keys may do, by their ids: names of scopes, separated by commas.</summary>
    public Dictionary<string, string> Scopes { get; init; } = [];

    /// <summary>A file with further keys, one a line: id, scopes, key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Requests that a key may send in a minute.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Requests without a valid key that an address may send in a minute.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousPerMinute { get; init; } = 60;

    /// <summary>Streams of events that a key may have open at once.</summary>
    [Range(1, 10_000)]
    public int Streams { get; init; } = 32;

    /// <summary>The longest body of a request, in bytes.</summary>
    [Range(1024, 64 << 20)]
    public int BodyBytes { get; init; } = 2 << 20;

    /// <summary>How long a request may take; streams of events and artifacts may take longer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The folders of this machine that submitted pipelines may read data from, separated by colons; none unless given.</summary>
    public string? DataFolders { get; init; }

    /// <summary>The containers, besides those folders, that submitted pipelines may read data from, separated by commas; none unless given.</summary>
    public string? DataContainers { get; init; }

    /// <summary>Certificate (PEM, with those that signed it) for TLS; without it the gateway speaks HTTP, for a proxy before it.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key (PEM).</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>Who may deliver events, as it names itself in the handshake of a webhook.</summary>
    [Required]
    public string WebhookOrigin { get; init; } = "eventgrid.azure.net";
}
