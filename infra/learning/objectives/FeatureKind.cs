namespace Rampart.Learning.Objectives;

/// <summary>Which features of a vision tower are kept or attacked.</summary>
public enum FeatureKind
{
    /// <summary>The projected class token, not normalised: what zero-shot classification reads, and what FARE's paper uses.</summary>
    ClassEmbedding,

    /// <summary>The patch features: what a language model reads.</summary>
    PatchFeatures,

    /// <summary>Both.</summary>
    Both,
}
