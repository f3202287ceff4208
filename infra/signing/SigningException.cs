namespace Rampart.Signing;

/// <summary>Something can't be signed, or a key can't be used; the message says what, where and how to fix it, and holds no secret.</summary>
public sealed class SigningException(string message, Exception? inner = null) : Exception(message, inner);
