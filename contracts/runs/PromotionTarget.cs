namespace Rampart.Contracts;

/// <summary>What a run's model is meant for.</summary>
/// <param name="Model">The model's name in the registry.</param>
/// <param name="Alias">The alias that it is to get.</param>
/// <param name="Version">The version that the alias stood for when the run started, which the run measures itself against; null when there was none.</param>
public sealed record PromotionTarget(string Model, string Alias, int? Version);
