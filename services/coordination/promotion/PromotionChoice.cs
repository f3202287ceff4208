using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Coordination;

/// <summary>What follows for a version from its gates and from what the registry says; a pure function of both.</summary>
/// <param name="Rule">What becomes of it.</param>
/// <param name="Version">Its number.</param>
/// <param name="Base">The version that the alias stood for when the run started; null when it stood for none.</param>
/// <param name="Failed">The gates that did not hold.</param>
sealed record PromotionChoice(PromotionRule Rule, int Version, int? Base, IReadOnlyList<GateVerdict> Failed)
{
    const string GatesFailed = "gates failed";

    /// <summary>Makes it the candidate.</summary>
    public ModelEvent Candidate(ModelHistory model) => new AliasMoved(Rule.Candidate, model.Of(Rule.Candidate), Version);

    /// <summary>Promotes or rejects it.</summary>
    public ModelEvent Decide(ModelHistory model)
    {
        int? now = model.Of(Rule.To);
        if (Failed.Count > 0)
        {
            return new VersionRejected(Version, Rule.To, GatesFailed, Failed);
        }
        // Whoever gave this very version the alias by hand has decided already.
        if (now == Base || now == Version || Rule.WhenMoved == WhenMoved.Promote)
        {
            return new AliasMoved(Rule.To, now, Version);
        }
        return new VersionRejected(
            Version, Rule.To,
            $"{Rule.To} was moved from {Describe(Base)} to {Describe(now)} while the run went on, and the run was not measured against that; "
            + $"run it again, or decide by hand: rampart models promote {Rule.Model}:{Version} --alias {Rule.To}",
            []);
    }

    static string Describe(int? version) => version is { } number ? $"version {number}" : "no version";
}
