using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>What came of a work item at this worker.</summary>
/// <param name="Name">The word for it in measurements and traces.</param>
public abstract record ItemOutcome(string Name)
{
    /// <summary>It has a result.</summary>
    public sealed record Completed(IReadOnlyList<NamedArtifact> Outputs, bool Cached) : ItemOutcome(Cached ? "cached" : "computed");

    /// <summary>Its result was confirmed.</summary>
    public sealed record Verified(WorkVerification Verification) : ItemOutcome("verified");

    /// <summary>It failed for good.</summary>
    public sealed record Failed(Failure Failure) : ItemOutcome("failed");

    /// <summary>One of its inputs is gone.</summary>
    public sealed record Blocked(ArtifactRef Artifact) : ItemOutcome("blocked");

    /// <summary>Nobody wants it any more.</summary>
    public sealed record Dropped() : ItemOutcome("dropped");

    /// <summary>This worker could not do it now: it goes back to the end of its queue.</summary>
    public sealed record Returned() : ItemOutcome("returned");
}
