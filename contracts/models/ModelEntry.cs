namespace Rampart.Contracts;

/// <summary>An entry of a model's history.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Time">When, by the clock of whoever wrote it; for people only.</param>
/// <param name="Who">Who did it: a person, or a run's coordinator.</param>
/// <param name="Why">Why, in their words.</param>
/// <param name="Attempt">Names the attempt among all others, so that one whose answer was lost recognises its own entry.</param>
/// <param name="Event">What happened.</param>
public sealed record ModelEntry(long Sequence, DateTimeOffset Time, string Who, string Why, string Attempt, ModelEvent Event);
