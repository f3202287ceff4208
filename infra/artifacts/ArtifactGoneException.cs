using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>An artifact that a result promises is missing or damaged. Whoever made it can make it again.</summary>
/// <param name="artifact">The artifact.</param>
/// <param name="message">Which, where, and what to do.</param>
/// <param name="inner">What the storage said.</param>
public sealed class ArtifactGoneException(ArtifactRef artifact, string message, Exception? inner = null) : ArtifactException(message, inner)
{
    /// <summary>The artifact that is gone.</summary>
    public ArtifactRef Artifact { get; } = artifact;
}
