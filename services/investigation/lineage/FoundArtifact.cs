using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>An artifact that a run made or started from.</summary>
/// <param name="Run">The run.</param>
/// <param name="Role">What it is there: an output's role, <c>source/...</c> or <c>pipeline</c>.</param>
/// <param name="Artifact">The artifact.</param>
public sealed record FoundArtifact(RunReading Run, string Role, ArtifactRef Artifact);
