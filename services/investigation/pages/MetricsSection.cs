using System.Globalization;
using Rampart.Investigation.Replaying;
using Rampart.Reporting;

namespace Rampart.Investigation.Pages;

/// <summary>Figures of evaluations side by side, with how far apart they are in standard errors.</summary>
static class MetricsSection
{
    public static string Render(IReadOnlyList<MetricChange> metrics) => PageText.Table(
        ["figure", "model", "attack", "there", "here", "difference", "in standard errors"],
        metrics.Select(metric => new[]
        {
            $"{metric.Row.Task} {metric.Row.Metric}", metric.Row.Model, Radius.Column(metric.Row.Attack, metric.Row.Epsilon), PageText.Number(metric.Before),
            PageText.Number(metric.After), PageText.Number(metric.Difference), Distance(metric),
        }));

    static string Distance(MetricChange metric) => metric is { Difference: { } difference, Stderr: > 0 and var error } && difference / error is var far
        ? string.Create(CultureInfo.InvariantCulture, $"{far:+0.0;-0.0;0.0}{(Math.Abs(far) > RunDifference.Noticeable ? " (noticeable)" : "")}")
        : "";
}
