using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Journal.Format;

/// <summary>The payload of a segment's first block, as JSON.</summary>
/// <param name="Version">The version of the format.</param>
/// <param name="Writer">Who writes.</param>
/// <param name="Started">When the segment begins.</param>
/// <param name="Key">The name of the key that its digests are made with; null when there is none.</param>
/// <param name="Previous">The writer's segment before this one; null when it is the first.</param>
/// <param name="PreviousDigest">The digest of that segment's last block of records, or of its header when it has none; hexadecimal.</param>
sealed record SegmentHeader(int Version, JournalWriter Writer, DateTimeOffset Started, string? Key, string? Previous, string? PreviousDigest)
{
    /// <summary>The version of the format that is written here.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What every segment begins with, whatever its version.</summary>
    public static ReadOnlySpan<byte> Magic => "RAMPARTJ"u8;

    /// <summary>Writes the payload.</summary>
    public byte[] Format() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Reads a payload; null when it is none.</summary>
    public static SegmentHeader? Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<SegmentHeader>(payload, JsonSerializerOptions.Web) is { Writer: { Worker: not null, CodeVersion: not null, Transport: not null } } header ? header : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
