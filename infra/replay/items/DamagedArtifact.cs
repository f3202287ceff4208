using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>An artifact whose stored bytes are not the ones that its digest promises.</summary>
/// <param name="Role">The part that it plays for the item it was found with.</param>
/// <param name="Artifact">The artifact as it was recorded.</param>
/// <param name="What">What is wrong, one sentence: missing, another length, other bytes; with the place where it could be told.</param>
/// <param name="First">Where the stored bytes part from the recorded ones; null when the recorded ones are not to be had from anywhere.</param>
public sealed record DamagedArtifact(string Role, ArtifactRef Artifact, string What, Difference? First)
{
    /// <summary>The damage in one sentence.</summary>
    public string Describe() => First is null ? $"{Role} ({Artifact.Digest}): {What}" : $"{Role} ({Artifact.Digest}): {What} {First.Describe()}";
}
