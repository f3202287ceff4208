using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rampart.Hosting;

/// <summary>What a probe found, for display.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status"><see cref="Ok"/>, <see cref="Degraded"/> or <see cref="Failed"/>.</param>
/// <param name="Says">What works, or what is wrong.</param>
/// <param name="Fix">How to fix it; null when nothing is wrong, or the finding says so itself.</param>
public sealed record Finding(string Name, string Status, string Says, string? Fix)
{
    /// <summary>It can be used.</summary>
    public const string Ok = "ok";

    /// <summary>It can be used, but not as well as it could be.</summary>
    public const string Degraded = "degraded";

    /// <summary>It can't be used.</summary>
    public const string Failed = "failed";

    /// <summary>The findings of a report, without secrets.</summary>
    public static IReadOnlyList<Finding> Of(HealthReport report, SecretMask mask) =>
    [
        .. report.Entries.Select(entry => new Finding(
            entry.Key,
            entry.Value.Status switch { HealthStatus.Healthy => Ok, HealthStatus.Degraded => Degraded, _ => Failed },
            mask.Apply(entry.Value.Description ?? entry.Value.Exception?.Message ?? ""),
            entry.Value.Data.TryGetValue(Probe.FixKey, out object? fix) ? mask.Apply($"{fix}") : null)),
    ];
}
