namespace Rampart.Artifacts;

/// <summary>
/// The store can't be reached at the moment: refused connection, timeout, throttling, a fault of the server. It passes; whoever gets this tries
/// again later. The message says what, where and how to fix it, and carries no secret.
/// </summary>
/// <param name="message">What, where, and what to do.</param>
/// <param name="inner">What the network said, if that is safe to show.</param>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
