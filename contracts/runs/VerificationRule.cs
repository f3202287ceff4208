namespace Rampart.Contracts;

/// <summary>Which items of a run are computed again by another worker.</summary>
/// <param name="Share">The share of items, in (0, 1].</param>
/// <param name="Seed">The pipeline's seed: which items they are follows from it and their execution keys.</param>
public sealed record VerificationRule(double Share, ulong Seed);
