namespace Rampart.Contracts;

/// <summary>A run ended.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Outcome"><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Failure">Why, when it failed.</param>
public sealed record RunFinished(string RunId, string Outcome, Failure? Failure);
