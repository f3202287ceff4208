namespace Rampart.Registry;

/// <summary>The registry can't do what it was asked for; the message says what, where and how to fix it.</summary>
public class RegistryException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Somebody else moved the alias meanwhile.</summary>
public sealed class AliasConflictException(string message) : RegistryException(message);
