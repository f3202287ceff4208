using System.Text.Json.Serialization;

namespace Rampart.Investigation.Replaying;

/// <summary>The answer of a replay.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplayVerdict>))]
public enum ReplayVerdict
{
    /// <summary>All that was replayed came out the same.</summary>
    [JsonStringEnumMemberName("identical")]
    Identical,

    /// <summary>Something differs.</summary>
    [JsonStringEnumMemberName("differs")]
    Differs,

    /// <summary>Nothing differs, but something could not be replayed.</summary>
    [JsonStringEnumMemberName("not-run")]
    NotRun,
}
