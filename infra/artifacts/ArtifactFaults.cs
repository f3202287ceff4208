using Rampart.Contracts;

namespace Rampart.Artifacts;

/// <summary>What is said of an artifact that can't be read.</summary>
static class ArtifactFaults
{
    const string Remedy = "Run the pipeline again: what is missing or damaged is made again.";

    public static ArtifactGoneException Missing(ArtifactRef artifact, string place, Exception? inner = null) =>
        new(artifact, $"Artifact {artifact.Digest} is missing ({place}). {Remedy}", inner);

    public static ArtifactGoneException Damaged(ArtifactRef artifact, string place) =>
        new(artifact, $"Artifact {artifact.Digest} is damaged: what was stored under this digest has another one ({place}). {Remedy}");

    /// <summary>The artifact is intact; it is the reference that is wrong, so nothing that is made again would help.</summary>
    public static ArtifactException OtherSize(ArtifactRef artifact, string place) =>
        new($"Artifact {artifact.Digest} does not have the {artifact.Size} bytes that its reference states ({place}). "
            + "Take references from a manifest or a run log of this store, unchanged.");

    /// <exception cref="ArtifactException">No array holds so many bytes.</exception>
    public static void ThrowIfTooLarge(ArtifactRef artifact)
    {
        if (artifact.Size < 0 || artifact.Size > Array.MaxLength)
        {
            throw new ArtifactException(
                $"Artifact {artifact.Digest} of {artifact.Size} bytes can't be read: an artifact that is read has at most {Array.MaxLength} bytes. "
                + "Split it into shards when it is written.");
        }
    }
}
