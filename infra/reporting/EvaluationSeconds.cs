using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>How long a figure took to measure.</summary>
static class EvaluationSeconds
{
    /// <summary>
    /// The compute seconds of the items that measured this model on this task, named <c>&lt;model&gt;/&lt;task&gt;/&lt;shard&gt;</c>. One item
    /// measures clean and all radii together (a sample that fell at a small radius is not attacked again), so these rows share the figure.
    /// </summary>
    public static double Of(RunResults results, ResultRow row) => results.EvaluationStages
        .Select(stage => Items(results, stage, row.Model.StartsWith($"{stage}/", StringComparison.Ordinal) ? row.Model[(stage.Length + 1)..] : row.Model, row.Task))
        .FirstOrDefault(seconds => seconds.Count > 0)?.Sum() ?? 0;

    static List<double> Items(RunResults results, string stage, string model, string task) =>
    [
        .. results.Stages.Where(summary => summary.Name == stage)
            .SelectMany(summary => summary.Items)
            .Where(item => item.Name.StartsWith($"{model}/{task}/", StringComparison.Ordinal))
            .Select(item => item.Seconds),
    ];
}
