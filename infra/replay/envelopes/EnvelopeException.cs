using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>An envelope is not one, or its message is not what its type promises. The message says what, where and how to fix it.</summary>
public sealed class EnvelopeException(string what, string where, string fix, Exception? inner = null) : Exception($"{what} ({where}) {fix}", inner)
{
    /// <summary>What is wrong, where, and what to do.</summary>
    public Failure Failure { get; } = new(what, where, fix, Permanent: true);
}
