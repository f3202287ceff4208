using System.Text.Json.Serialization;

namespace Rampart.Contracts;

/// <summary>A completed run's model was promoted or rejected.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Model">The model's name in the registry.</param>
/// <param name="Version">The version that was registered.</param>
/// <param name="Alias">The alias that it was meant for, for example <c>production</c>.</param>
/// <param name="Outcome"><c>promoted</c> or <c>rejected</c>.</param>
/// <param name="Failed">The conditions that did not hold, with figures; empty when it was promoted.</param>
/// <param name="Reason">Why it was rejected, in words; null when it was promoted.</param>
public sealed record PromotionDecided(
    string RunId,
    string Model,
    int Version,
    string Alias,
    string Outcome,
    IReadOnlyList<GateVerdict> Failed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
