namespace Rampart.Contracts;

/// <summary>One line of a run's log.</summary>
/// <param name="Sequence">0 for the first entry, then without gaps.</param>
/// <param name="Time">When it was appended; for people only, no decision depends on it.</param>
/// <param name="Event">What happened.</param>
public sealed record RunLogEntry(long Sequence, DateTimeOffset Time, RunEvent Event);
