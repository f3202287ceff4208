namespace Rampart.Contracts;

/// <summary>Command to the coordination service: go on with this run, whose log holds its start.</summary>
/// <param name="RunId">The run.</param>
public sealed record StartRun(string RunId);
