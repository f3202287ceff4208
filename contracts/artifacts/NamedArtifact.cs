namespace Rampart.Contracts;

/// <summary>An artifact together with the part it plays for a work item, for example <c>model.vision</c> or <c>shard</c>.</summary>
/// <param name="Role">Lower-case words joined by dots, dashes or slashes.</param>
/// <param name="Artifact">The bytes.</param>
public sealed record NamedArtifact(string Role, ArtifactRef Artifact);
