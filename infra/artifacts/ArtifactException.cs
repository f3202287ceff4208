namespace Rampart.Artifacts;

/// <summary>An artifact is missing or damaged. The message says which, where, and what to do.</summary>
public class ArtifactException(string message, Exception? inner = null) : Exception(message, inner);
