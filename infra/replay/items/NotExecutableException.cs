using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>An order can't be executed by this build at all: it lacks the kind of stage or has another version of it, or the order is not consistent.</summary>
/// <param name="failure">What is wrong, where, and what to do.</param>
public sealed class NotExecutableException(Failure failure) : Exception($"{failure.What} ({failure.Where}) {failure.Fix}")
{
    /// <summary>What is wrong, where, and what to do.</summary>
    public Failure Failure { get; } = failure;
}
