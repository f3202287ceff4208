using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>How long a figure took to measure.</summary>
static class EvaluationSeconds
{
    /// <summary>
    /// The compute seconds of the items that measured this model on this task, named <c>&lt;model&gt;/&lt;task&gt;/&lt;shard&gt;</c>. One item
    /// measures clean and all radii together (a sample that fell at a small radius is not attacked again), so these rows share the figure.
    /// </summary>
    public static double Of(RunResults results, ResultRow row) =>
        results.Stages.Where(stage => stage.Name == results.EvaluationStage)
            .SelectMany(stage => stage.Items)
            .Where(item => item.Name.StartsWith($"{row.Model}/{row.Task}/", StringComparison.Ordinal))
            .Sum(item => item.Seconds);
}
