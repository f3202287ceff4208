namespace Rampart.Investigation.Replaying;

/// <summary>Adds to a report what was changed on purpose.</summary>
static class Changes
{
    /// <summary>The report with the changes and the figures of both sides; the same report when nothing was changed.</summary>
    public static async Task<ReplayReport> WithChangesAsync(
        this ReplayReport report, ReplayContext context, IReadOnlyList<string> changes, CancellationToken cancellation)
    {
        IReadOnlyList<string> all = context.Build is { } build ? [.. changes, $"build {build}"] : changes;
        return all.Count == 0 ? report : report with
        {
            WhatIf = new WhatIfReport(all, await MetricChanges.OfAsync(report.Items, context.Sandbox, cancellation)),
        };
    }
}
