using Rampart.Journal;

namespace Rampart.Investigation;

/// <summary>Where an artifact comes from: a graph without circles, each work item and each artifact once.</summary>
/// <param name="Run">The run that it is told from.</param>
/// <param name="Target">The place of the artifact in <paramref name="Artifacts"/>.</param>
/// <param name="Artifacts">Every artifact on the way.</param>
/// <param name="Steps">Every work item on the way, each after those whose results it read.</param>
/// <param name="PassedOnBy">How many items of the run offer the same bytes without having made them.</param>
/// <param name="Damage">What could not be read in the journal.</param>
public sealed record Lineage(
    RunReading Run, int Target, IReadOnlyList<LineageArtifact> Artifacts, IReadOnlyList<LineageStep> Steps, int PassedOnBy, IReadOnlyList<JournalDamage> Damage);
