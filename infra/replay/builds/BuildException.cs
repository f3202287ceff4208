namespace Rampart.Replay;

/// <summary>Another build of Rampart can't be used, or does not answer as it should. The message says what, where and how to fix it.</summary>
public sealed class BuildException(string message, Exception? inner = null) : Exception(message, inner);
