using System.Text.Json.Serialization;

namespace Rampart.Triggers;

/// <summary>What a watch watches, and what it runs: one version of it.</summary>
/// <param name="Number">1 for the first version, then without gaps.</param>
/// <param name="Time">When it was registered. Schedules and runs of other pipelines count from the first version on.</param>
/// <param name="Who">Who registered it.</param>
/// <param name="Attempt">Unique to the registration.</param>
/// <param name="Pipeline">The resolved pipeline (YAML); null when the watch was removed.</param>
/// <param name="Places">The places that it watches.</param>
public sealed record WatchDefinition(
    int Number, DateTimeOffset Time, string Who, string Attempt, string? Pipeline, IReadOnlyList<WatchedPlace> Places)
{
    /// <summary>Whether the watch was removed.</summary>
    [JsonIgnore]
    public bool IsRemoved => Pipeline is null;
}
