using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>Something that a step of a lineage reads or makes.</summary>
/// <param name="Role">The part it plays for whoever reads it first.</param>
/// <param name="Artifact">The artifact.</param>
/// <param name="Maker">The number of the step that made it; null for what arrived from outside or is of unknown origin.</param>
/// <param name="Source">Under which role it arrived with the run; null when it did not.</param>
public sealed record LineageArtifact(string Role, ArtifactRef Artifact, int? Maker, string? Source)
{
    /// <summary>Whether its bytes are missing from the store, or not of their size.</summary>
    public bool IsGone { get; internal set; }
}
