using System.Text.Json.Serialization;
using Rampart.Contracts;

namespace Rampart.Artifacts.Formats;

/// <summary>A line of a run's log: an entry, and what makes it part of one append.</summary>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Time">When it was appended.</param>
/// <param name="Event">What happened.</param>
/// <param name="More">How many lines of the same append follow. An append whose last line (0) is missing was torn and does not count.</param>
/// <param name="Append">Names the append among all others, where its outcome may have to be found out afterwards; null where it can't be in doubt.</param>
sealed record RunLogLine(
    long Sequence,
    DateTimeOffset Time,
    RunEvent Event,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int More = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Append = null)
{
    /// <summary>The entry that it is.</summary>
    [JsonIgnore]
    public RunLogEntry Entry => new(Sequence, Time, Event);
}
