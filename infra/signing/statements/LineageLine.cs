using System.Security.Cryptography;
using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Signing;

/// <summary>The digests of one entry of a run's log and of the result that it tells of.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Entry">SHA-256 of the entry.</param>
/// <param name="Manifest">SHA-256 of the result's manifest; null when the entry tells of none, or the manifest was not there.</param>
public sealed record LineageLine(long Sequence, string Entry, string? Manifest)
{
    /// <summary>The line of an entry.</summary>
    public static LineageLine Of(RunLogEntry entry, ResultManifest? manifest) =>
        new(entry.Sequence, DigestOf(entry), manifest is null ? null : DigestOf(manifest));

    // Of the record as this version writes it, so that it does not matter how a store lays its documents out.
    static string DigestOf<T>(T document) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document)));
}
