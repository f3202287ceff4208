using Rampart.Contracts;
using Rampart.Pipeline.Comparison;

namespace Rampart.Reporting.Comparison;

/// <summary>Finds the figures of a comparison among the rows of a run.</summary>
static class ComparisonFigures
{
    /// <summary>The models, in the order in which they were measured.</summary>
    public static IEnumerable<string> Models(RunResults results) => results.Evaluation.Rows.Select(row => row.Model).Distinct();

    /// <summary>A model's figure in a column; null when it was not measured.</summary>
    public static ResultRow? Of(RunResults results, ColumnParameters column, string model) => results.Evaluation.Rows.FirstOrDefault(row =>
        row.Model == model && row.Task == column.Task && row.Attack == column.Attack && (column.Metric ?? row.Metric) == row.Metric && row.Epsilon == column.Epsilon);
}
