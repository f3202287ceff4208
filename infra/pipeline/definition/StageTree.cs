using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline;

/// <summary>The stages as the file groups them.</summary>
/// <param name="Drafts">The flat stages in the order of the file.</param>
/// <param name="Groups">The repeated groups, whose own references must be valid too.</param>
/// <param name="Aliases">What else may be referred to: <c>adpo</c> and <c>adpo/2</c> mean the last stage of their last round.</param>
/// <param name="Resolved">The stages with all knobs filled in, still grouped.</param>
sealed record StageTree(
    IReadOnlyList<StageDraft> Drafts,
    IReadOnlyList<StageDraft> Groups,
    IReadOnlyDictionary<string, string> Aliases,
    IReadOnlyList<YamlEntry> Resolved);
