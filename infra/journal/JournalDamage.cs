namespace Rampart.Journal;

/// <summary>A part of a journal that can't be trusted.</summary>
/// <param name="Segment">The segment's name.</param>
/// <param name="Offset">Where in it, in bytes.</param>
/// <param name="Record">The number of the first record that is affected, where that is known.</param>
/// <param name="What">What is wrong, one sentence.</param>
public sealed record JournalDamage(string Segment, long Offset, long? Record, string What);
