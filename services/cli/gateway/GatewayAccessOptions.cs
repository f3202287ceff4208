using System.ComponentModel.DataAnnotations;

namespace Rampart.Cli.Gateway;

/// <summary>How commands reach a gateway, in the place of broker and store.</summary>
public sealed record GatewayAccessOptions
{
    /// <summary>The gateway.</summary>
    public Uri? Url { get; init; }

    /// <summary>The key that the gateway knows this user by.</summary>
    [DataType(DataType.Password)]
    public string? Key { get; init; }
}
