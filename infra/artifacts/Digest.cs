using System.Security.Cryptography;

namespace Rampart.Artifacts;

/// <summary>SHA-256 digests as this house writes them: 64 lowercase hexadecimal digits. Whatever comes from outside is checked before it becomes a path.</summary>
public static class Digest
{
    /// <summary>The digest of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether the text is a digest: 64 lowercase hexadecimal digits.</summary>
    public static bool IsValid(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Returns the text if it is a digest.</summary>
    /// <param name="text">What should be a digest.</param>
    /// <param name="what">What it is the digest of, for the message.</param>
    /// <exception cref="ArtifactException">It is not 64 lowercase hexadecimal digits.</exception>
    public static string Check(string? text, string what) =>
        IsValid(text)
            ? text!
            : throw new ArtifactException(
                $"{what} \"{Shorten(text)}\" is not a SHA-256 digest. A digest is 64 lowercase hexadecimal digits; take it from a manifest or a run log.");

    static string Shorten(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80] + "...";
}
