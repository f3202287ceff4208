namespace Rampart.Contracts;

/// <summary>Command to the coordination service: go on with a run that has failed, from where it failed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Reason">Why another attempt may succeed, in the words of whoever asks for it.</param>
public sealed record RetryRun(string RunId, string Reason);
