namespace Rampart.Contracts;

/// <summary>What a version of a model is, and where it comes from.</summary>
/// <param name="RunId">The run that made it.</param>
/// <param name="Stage">The stage that made it.</param>
/// <param name="Parts">Configuration, components and tokenizer, by role.</param>
/// <param name="Pipeline">The resolved pipeline of the run.</param>
/// <param name="Evaluations">The results of the run's evaluations, with the stage's name as role.</param>
/// <param name="CodeVersion">The version of Rampart that started the run.</param>
public sealed record ModelVersion(
    string RunId, string Stage, IReadOnlyList<NamedArtifact> Parts, ArtifactRef Pipeline, IReadOnlyList<NamedArtifact> Evaluations, string CodeVersion);
