namespace Rampart.Stages;

/// <summary>How many of the samples that arrived were let in and kept out; the artifact <see cref="Role"/>.</summary>
/// <param name="Shards">Shards that have arrived.</param>
/// <param name="Admitted">Samples that were let in.</param>
/// <param name="Quarantined">Samples that were kept out.</param>
/// <param name="Uncounted">Shards and files that were kept out whole without their samples having been counted.</param>
/// <param name="Reasons">Entries of the quarantine by reason.</param>
public sealed record AdmissionReport(int Shards, int Admitted, int Quarantined, int Uncounted, IReadOnlyDictionary<string, int> Reasons)
{
    /// <summary>The role of the artifact.</summary>
    public const string Role = "admission";
}
