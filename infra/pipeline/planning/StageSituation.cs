using Rampart.Contracts;

namespace Rampart.Pipeline.Planning;

/// <summary>All that a stage's plan may look at: its parameters and what has been finished before it.</summary>
/// <param name="Name">The stage's name in the pipeline.</param>
/// <param name="Parameters">Its parameters, an instance of the kind's parameters record.</param>
/// <param name="Sources">The source files imported for this stage, as <c>source/&lt;stage&gt;/&lt;file&gt;</c>.</param>
/// <param name="Upstream">The outputs of every finished stage that this one refers to, by the name it uses.</param>
/// <param name="Finished">The outputs of this stage's own finished items, by item name.</param>
public sealed record StageSituation(
    string Name,
    object Parameters,
    IReadOnlyList<NamedArtifact> Sources,
    IReadOnlyDictionary<string, IReadOnlyList<NamedArtifact>> Upstream,
    IReadOnlyDictionary<string, IReadOnlyList<NamedArtifact>> Finished);
