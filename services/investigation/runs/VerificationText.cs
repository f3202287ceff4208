using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>What was verified of a run, in words.</summary>
public static class VerificationText
{
    const string Identical = "identical";

    /// <summary>
    /// For example <c>12 results, all identical; by host:1 (7), host:2 (5)</c>, with those that had to be verified by their own worker and
    /// those that wait; null when nothing was and nothing is to be.
    /// </summary>
    public static string? Of(RunReading run)
    {
        IReadOnlyList<ItemVerified> verified = run.Verified;
        if (verified.Count + run.Unverified == 0)
        {
            return null;
        }
        int own = verified.Count(item => item.ComputedBy == item.VerifiedBy);
        string[] parts =
        [
            .. verified.Count > 0 ? [Verdicts(verified), $"by {Workers(verified)}"] : Array.Empty<string>(),
            .. own > 0 ? [$"{own} of them by the worker that had computed them, for want of another"] : Array.Empty<string>(),
            .. run.Unverified > 0 ? [$"{run.Unverified} not verified yet"] : Array.Empty<string>(),
        ];
        return string.Join("; ", parts);
    }

    static string Verdicts(IReadOnlyList<ItemVerified> verified)
    {
        string results = verified.Count == 1 ? "1 result" : $"{verified.Count} results";
        return verified.All(item => item.Verdict == Identical)
            ? $"{results}, all identical"
            : $"{results}, {Counts(verified.Select(item => item.Verdict))}";
    }

    static string Workers(IReadOnlyList<ItemVerified> verified) => Counts(verified.Select(item => item.VerifiedBy));

    static string Counts(IEnumerable<string> words) =>
        string.Join(", ", words.CountBy(word => word).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} ({count.Value})"));
}
