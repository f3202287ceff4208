using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>What became of a run's model, in words.</summary>
public static class PromotionText
{
    const string Promoted = "promoted";

    /// <summary>For example <c>clip:4 was promoted to production</c>.</summary>
    public static string Of(PromotionDecided decided) => decided.Outcome == Promoted
        ? $"{decided.Model}:{decided.Version} was promoted to {decided.Alias}"
        : $"{decided.Model}:{decided.Version} was rejected for {decided.Alias}: {decided.Reason}";
}
