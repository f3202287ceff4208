namespace Rampart.Investigation.Replaying;

/// <summary>What was asked for can't be replayed as it was asked. The message says what, where and how to fix it.</summary>
public sealed class InvestigationException(string message, Exception? inner = null) : Exception(message, inner);
