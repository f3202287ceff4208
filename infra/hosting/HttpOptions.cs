using System.ComponentModel.DataAnnotations;

namespace Rampart.Hosting;

/// <summary>Where a service answers HTTP: its health.</summary>
public sealed record HttpOptions
{
    /// <summary>The port; 0 for none.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>The address to listen on: <c>*</c> for all, or one such as <c>127.0.0.1</c>.</summary>
    [Required]
    public string Host { get; init; } = "*";
}
