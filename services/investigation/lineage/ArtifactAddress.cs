using System.Security.Cryptography;
using Rampart.Artifacts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>How a user named an artifact.</summary>
public abstract record ArtifactAddress
{
    /// <summary>The fewest digits of a digest that are taken for one.</summary>
    public const int FewestDigits = 8;

    const int AllDigits = 64;

    /// <summary>The first digits of its digest, at least <see cref="FewestDigits"/>.</summary>
    /// <param name="Prefix">Lower-case hexadecimal digits.</param>
    /// <param name="File">The file whose bytes have this digest, if one was named.</param>
    public sealed record ByDigest(string Prefix, string? File = null) : ArtifactAddress;

    /// <summary>An output of an item of a run.</summary>
    /// <param name="Run">The run's id, or <c>latest</c>.</param>
    /// <param name="Id">The item.</param>
    /// <param name="Role">The output's role; null when the item has one output only.</param>
    public sealed record ByRole(string Run, ItemId Id, string? Role) : ArtifactAddress;

    /// <summary>
    /// Reads what was given: a digest or its beginning, <c>RUN:stage/item:role</c>, or a file, whose bytes are hashed. A file wins over a digest
    /// of the same text.
    /// </summary>
    /// <exception cref="InvestigationException">It is none of these.</exception>
    public static async Task<ArtifactAddress> ReadAsync(string text, CancellationToken cancellation)
    {
        if (File.Exists(text))
        {
            await using FileStream file = File.OpenRead(text);
            return new ByDigest(Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)), text);
        }
        if (text.Length > 0 && text.All(char.IsAsciiHexDigit))
        {
            return text.Length is >= FewestDigits and <= AllDigits
                ? new ByDigest(text.ToLowerInvariant())
                : throw new InvestigationException(
                    $"\"{Shown.Of(text)}\" has {text.Length} digits: an artifact is named by {FewestDigits} to {AllDigits} digits of its digest. Give more of them.");
        }
        return text.Split(':') is [var run, var place, .. var role] && (run == RunReading.Latest || RunIds.IsValid(run)) && role.Length <= 1
            && place.LastIndexOf('/') is > 0 and var slash && slash < place.Length - 1
                ? new ByRole(run, new ItemId(place[..slash], place[(slash + 1)..]), role.FirstOrDefault())
                : throw new InvestigationException(
                    $"\"{Shown.Of(text)}\" names no artifact. Give the digest (at least {FewestDigits} digits), RUN:stage/item:role as `rampart show RUN` lists them, "
                    + "or a file that there is.");
    }
}
