using System.Text.Json.Serialization;

namespace Rampart.Replay;

/// <summary>What came of replaying an item.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ItemVerdict>))]
public enum ItemVerdict
{
    /// <summary>It was executed again, and every output has the bytes that were recorded.</summary>
    [JsonStringEnumMemberName("identical")]
    Identical,

    /// <summary>It was executed again, and an output differs, is missing or is new.</summary>
    [JsonStringEnumMemberName("differs")]
    Differs,

    /// <summary>It was not executed: an input's stored bytes are not the ones that were recorded, or are gone.</summary>
    [JsonStringEnumMemberName("damaged-input")]
    DamagedInput,

    /// <summary>This process can't execute it: it lacks the kind of stage, or has another version of it. The failure says so.</summary>
    [JsonStringEnumMemberName("not-executable")]
    NotExecutable,

    /// <summary>It was executed, and there is no recorded result to compare with.</summary>
    [JsonStringEnumMemberName("nothing-recorded")]
    NothingRecorded,

    /// <summary>It was executed and failed, although it had a result or had failed in another way.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It failed when it was recorded, and fails in the same way again.</summary>
    [JsonStringEnumMemberName("fails-alike")]
    FailsAlike,

    /// <summary>It was not executed, since nothing that it depends on differs from something that is known.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,
}
