namespace Rampart.Bus;

/// <summary>The broker can't be used as the options say. The message says what is wrong, where, and how to fix it.</summary>
public sealed class BusException(string message, Exception? inner = null) : Exception(message, inner);
