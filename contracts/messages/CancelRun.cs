namespace Rampart.Contracts;

/// <summary>Command to the coordination service: stop this run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Reason">Why, in the words of whoever stops it.</param>
public sealed record CancelRun(string RunId, string Reason);
