namespace Rampart.Artifacts;

/// <summary>What has become of an artifact in a store.</summary>
public enum ArtifactState
{
    /// <summary>It is there with its bytes.</summary>
    Intact,

    /// <summary>Other bytes are stored under its digest, or another number of them.</summary>
    Damaged,

    /// <summary>It is not there.</summary>
    Missing,
}
