namespace Rampart.Triggers;

/// <summary>One entry of a watch's log.</summary>
/// <param name="Sequence">1 for the first entry, then without gaps.</param>
/// <param name="Time">When it was written. Waiting counts from it.</param>
/// <param name="Attempt">Unique to the writing, so that whoever has lost the answer finds out whether the entry is its own.</param>
/// <param name="Event">What happened.</param>
sealed record WatchEntry(int Sequence, DateTimeOffset Time, string Attempt, WatchEvent Event);
