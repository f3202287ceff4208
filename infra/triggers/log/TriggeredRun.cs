using System.Text.Json.Serialization;

namespace Rampart.Triggers;

/// <summary>A run that a watch has planned.</summary>
/// <param name="Number">1 for the watch's first run, then without gaps.</param>
/// <param name="RunId">Its id.</param>
/// <param name="Definition">The number of the definition that it follows.</param>
/// <param name="Why">Which rule was met, in words.</param>
/// <param name="Causes">How many causes it has.</param>
/// <param name="Planned">When it was planned.</param>
public sealed record TriggeredRun(int Number, string RunId, int Definition, string Why, int Causes, DateTimeOffset Planned)
{
    /// <summary>Whether it has been started.</summary>
    public bool Begun { get; init; }

    /// <summary>Why it could not be started yet; null when it was, or nothing is in its way.</summary>
    public string? Delay { get; init; }

    /// <summary>How it ended; null as long as it has not.</summary>
    public string? Outcome { get; init; }

    /// <summary>Whether it has not ended.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Outcome is null;
}
