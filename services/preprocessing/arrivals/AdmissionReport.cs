namespace Rampart.Preprocessing;

/// <summary>How many samples were let in and kept out; the artifact <c>admission</c>.</summary>
/// <param name="Shards">Shards that have arrived.</param>
/// <param name="Admitted">Samples that were let in.</param>
/// <param name="Quarantined">Samples that were kept out.</param>
/// <param name="Uncounted">Shards and files that were kept out whole without their samples having been counted.</param>
/// <param name="Reasons">Entries of the quarantine by reason.</param>
public sealed record AdmissionReport(int Shards, int Admitted, int Quarantined, int Uncounted, IReadOnlyDictionary<string, int> Reasons)
{
    internal static AdmissionReport Of(int shards, int admitted, IReadOnlyList<QuarantinedSample> quarantined) => new(
        shards,
        admitted,
        quarantined.Sum(sample => sample.Samples),
        quarantined.Count(sample => sample.Samples == 0),
        new SortedDictionary<string, int>(
            quarantined.GroupBy(sample => sample.Reason).ToDictionary(reason => Word(reason.Key), reason => reason.Count()), StringComparer.Ordinal));

    /// <summary>A reason as it is written everywhere: <c>near-duplicate</c>.</summary>
    public static string Word(QuarantineReason reason) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
