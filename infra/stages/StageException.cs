using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>A work item can't be done. A permanent failure fails the item at once; any other is tried again.</summary>
public sealed class StageException(string what, string where, string fix, bool permanent = true, Exception? inner = null)
    : Exception($"{what} ({where}) {fix}", inner)
{
    /// <summary>What is wrong, where, and how to fix it.</summary>
    public Failure Failure { get; } = new(what, where, fix, permanent);
}
