namespace Rampart.Artifacts;

/// <summary>The same work item gave two different results. The message names the first artifact that differs.</summary>
public sealed class DeterminismException(string message) : Exception(message);
