namespace Rampart.Contracts;

/// <summary>A run ended.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Outcome"><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Failure">Why, when it failed.</param>
/// <param name="Generation">How often the run had been reopened when it ended; orders of this and earlier generations are not wanted any more.</param>
public sealed record RunFinished(string RunId, string Outcome, Failure? Failure, int Generation = 0);
