using System.Text.Json.Serialization;

namespace Rampart.Replay;

/// <summary>Where a record of past work was found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordSource>))]
public enum RecordSource
{
    /// <summary>In the journal: the order's envelope as it was sent.</summary>
    [JsonStringEnumMemberName("journal")]
    Journal,

    /// <summary>In the result that is stored under the execution key.</summary>
    [JsonStringEnumMemberName("result")]
    Result,
}
