using System.Security.Cryptography;
using System.Text;
using Rampart.Artifacts;
using Rampart.Hosting;

namespace Rampart.Gateway.Keys;

/// <summary>A key that lets its holder in. Only its digest is kept.</summary>
/// <param name="Id">What the audit log calls it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Hash">SHA-256 of the key.</param>
sealed record ApiKey(string Id, ApiScope Scopes, byte[] Hash)
{
    const string HashMark = "sha256:";
    const int ShortestKey = 32, LongestKey = 256, LongestId = 64;

    /// <summary>Reads a key as operators write it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="scopes">Its scopes, separated by commas.</param>
    /// <param name="secret">The key, or <c>sha256:</c> and its digest.</param>
    /// <param name="place">Where it is written, for messages.</param>
    /// <exception cref="ConfigurationException">Something in it is wrong.</exception>
    public static ApiKey Parse(string id, string? scopes, string secret, string place)
    {
        if (id.Length > LongestId || !RunIds.IsValid(id))
        {
            throw new ConfigurationException($"{place}: \"{id}\" can't be the id of a key. Use 1 to {LongestId} letters, digits, dots, dashes or underscores.");
        }
        string words = string.Join(", ", ApiScopes.All.Select(ApiScopes.Word));
        ApiScope allowed = ApiScopes.Parse(scopes ?? "") ?? throw new ConfigurationException(
            $"{place}: key {id} has the scopes \"{scopes}\", but needs one or more of {words}, separated by commas (Rampart__Gateway__Scopes__{id}).");
        return new ApiKey(id, allowed, HashOf(id, secret, place));
    }

    /// <summary>The digest of a key that somebody presents; null when it can't be one.</summary>
    public static byte[]? HashOf(string? presented) =>
        presented is { Length: >= ShortestKey and <= LongestKey } ? SHA256.HashData(Encoding.UTF8.GetBytes(presented)) : null;

    static byte[] HashOf(string id, string secret, string place)
    {
        if (secret.StartsWith(HashMark, StringComparison.Ordinal))
        {
            string digest = secret[HashMark.Length..];
            return Digest.IsValid(digest)
                ? Convert.FromHexString(digest)
                : throw new ConfigurationException($"{place}: what follows {HashMark} for key {id} is not 64 lowercase hexadecimal digits.");
        }
        // No salt and no slow hash: a key is random, and long enough that nobody finds it from its digest.
        return HashOf(secret) ?? throw new ConfigurationException(
            $"{place}: key {id} has {secret.Length} characters, but needs {ShortestKey} to {LongestKey}. Make one with `openssl rand -hex 32`.");
    }
}
