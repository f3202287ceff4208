using System.Text.Json;

namespace Rampart.Journal.Format;

/// <summary>The payload of a segment's last block, as JSON.</summary>
/// <param name="Records">How many records the segment has.</param>
/// <param name="Ended">When it was sealed.</param>
/// <param name="Next">The writer's segment after this one; null when the writer had nothing more to write.</param>
sealed record SegmentSeal(long Records, DateTimeOffset Ended, string? Next)
{
    /// <summary>Writes the payload.</summary>
    public byte[] Format() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Reads a payload; null when it is none.</summary>
    public static SegmentSeal? Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<SegmentSeal>(payload, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
