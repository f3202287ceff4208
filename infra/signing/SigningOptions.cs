using System.ComponentModel.DataAnnotations;

namespace Rampart.Signing;

/// <summary>With which key this process signs models, and whose signatures it believes.</summary>
public sealed record SigningOptions
{
    /// <summary>The private key: ECDSA on P-256 as PEM, line breaks as they are or written <c>\n</c>. Without one nothing is signed.</summary>
    [DataType(DataType.Password)]
    public string? Key { get; init; }

    /// <summary>A file with the private key, in place of <see cref="Key"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file with the public keys (PEM, one after the other) whose signatures are believed; the own key's are anyway.</summary>
    public string? TrustedKeys { get; init; }
}
