using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>The same work gave two results, which its stage declares to be impossible.</summary>
/// <param name="failure">Of the kind <see cref="FailureKinds.Determinism"/>; says where the two part.</param>
public sealed class DeterminismException(Failure failure) : Exception($"{failure.What} ({failure.Where}) {failure.Fix}")
{
    /// <summary>What is wrong, where, and how to fix it.</summary>
    public Failure Failure { get; } = failure;
}
