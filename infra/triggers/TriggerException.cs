namespace Rampart.Triggers;

/// <summary>A watch can't do what it was asked for; the message says what, where and how to fix it.</summary>
public sealed class TriggerException(string message, Exception? inner = null) : Exception(message, inner);
