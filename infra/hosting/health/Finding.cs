using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rampart.Hosting;

/// <summary>What a probe found, for display.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status"><c>ok</c>, <c>degraded</c> or <c>failed</c>.</param>
/// <param name="Says">What works, or what is wrong.</param>
/// <param name="Fix">How to fix it; null when nothing is wrong.</param>
public sealed record Finding(string Name, string Status, string Says, string? Fix)
{
    /// <summary>The findings of a report, without secrets.</summary>
    public static IReadOnlyList<Finding> Of(HealthReport report, SecretMask mask) =>
    [
        .. report.Entries.Select(entry => new Finding(
            entry.Key,
            entry.Value.Status switch { HealthStatus.Healthy => "ok", HealthStatus.Degraded => "degraded", _ => "failed" },
            mask.Apply(entry.Value.Description ?? entry.Value.Exception?.Message ?? ""),
            entry.Value.Data.TryGetValue(Probe.FixKey, out object? fix) ? mask.Apply($"{fix}") : null)),
    ];
}
