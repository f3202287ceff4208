namespace Rampart.Contracts;

/// <summary>The kinds of failure that are told apart from all others.</summary>
public static class FailureKinds
{
    /// <summary>The same work gave two results although its stage declares that it can't. <see cref="Failure.Divergence"/> says where they part.</summary>
    public const string Determinism = "determinism";
}
