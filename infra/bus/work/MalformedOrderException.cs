namespace Rampart.Bus;

/// <summary>A message says nothing that could be done or answered. It goes to the dead-letter queue with this reason.</summary>
public sealed class MalformedOrderException(string what, string where)
    : Exception($"{what} ({where}) Whoever sent the message is of another version or not part of Rampart; discard it with `rampart faults discard`.");
