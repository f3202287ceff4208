using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rampart.Preprocessing;

/// <summary>Something that arrived and is kept out; one line of the artifact <c>quarantine</c>.</summary>
/// <param name="Shard">The shard, or the file when it belongs to none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What was found, in words.</param>
public sealed record QuarantinedSample(string Shard, QuarantineReason Reason, string Detail)
{
    /// <summary>The sample's place in its shard; null when the whole shard or file is meant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    /// <summary>The number that decided; what it counts depends on the reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Figure { get; init; }

    /// <summary>The number of the sample that it resembles.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Of { get; init; }

    /// <summary>How many samples are kept out: 1, or those of the whole shard; 0 when they could not be counted.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>A reason as it is written everywhere: <c>near-duplicate</c>.</summary>
    public static string WordOf(QuarantineReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
