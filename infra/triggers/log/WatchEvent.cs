using System.Text.Json.Serialization;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>Something that happened to a watch. Its state is the fold over these.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CausesAccepted), "causes-accepted")]
[JsonDerivedType(typeof(SamplesCounted), "samples-counted")]
[JsonDerivedType(typeof(RunPlanned), "run-planned")]
[JsonDerivedType(typeof(RunDelayed), "run-delayed")]
[JsonDerivedType(typeof(RunBegun), "run-begun")]
[JsonDerivedType(typeof(RunEnded), "run-ended")]
abstract record WatchEvent;

/// <summary>Causes were handed in that nobody had handed in before.</summary>
sealed record CausesAccepted(IReadOnlyList<TriggerCause> Causes) : WatchEvent;

/// <summary>Files of causes that wait were looked into.</summary>
/// <param name="Samples">How many samples each holds, by the cause's id.</param>
sealed record SamplesCounted(IReadOnlyDictionary<string, long> Samples) : WatchEvent;

/// <summary>A run will start with all causes that wait. From here on it is this run that they belong to, whatever happens.</summary>
/// <param name="Number">1 for the watch's first run, then without gaps.</param>
/// <param name="RunId">The run's id.</param>
/// <param name="Definition">The number of the definition that it follows.</param>
/// <param name="Why">Which rule was met, in words.</param>
sealed record RunPlanned(int Number, string RunId, int Definition, string Why) : WatchEvent;

/// <summary>The planned run could not be started yet.</summary>
/// <param name="Number">Its number.</param>
/// <param name="What">Why not, in words.</param>
sealed record RunDelayed(int Number, string What) : WatchEvent;

/// <summary>The planned run has its log, and whoever runs it has been told.</summary>
/// <param name="Number">Its number.</param>
sealed record RunBegun(int Number) : WatchEvent;

/// <summary>The run has ended.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Outcome">How: <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
sealed record RunEnded(int Number, string Outcome) : WatchEvent;
