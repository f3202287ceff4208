namespace Rampart.Reporting;

/// <summary>What arrived for a run: let in or kept out.</summary>
/// <param name="Stage">The stage that took it in.</param>
/// <param name="Shards">Shards that arrived.</param>
/// <param name="Admitted">Samples that were let in.</param>
/// <param name="Quarantined">Samples that were kept out.</param>
/// <param name="Uncounted">Shards and files that were kept out whole without their samples having been counted.</param>
/// <param name="Reasons">Entries of the quarantine by reason.</param>
public sealed record ArrivalSummary(string Stage, int Shards, int Admitted, int Quarantined, int Uncounted, IReadOnlyDictionary<string, int> Reasons);
