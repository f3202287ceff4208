using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>How a task's figure is headed. Tables show every value times 100, which for a share is per cent and for CIDEr what papers print.</summary>
public static class FigureTitle
{
    /// <summary>For example <c>answer accuracy, %</c> or <c>caption cider, x 100</c>.</summary>
    public static string Of(string task, string metric) => $"{task} {metric}, {Unit(metric)}";

    /// <summary>Over how many samples a table's figures are; of several stages, each may have its own number: <c>1000</c>, <c>200 or 1000</c>.</summary>
    public static string Samples(IEnumerable<ResultRow> rows) => string.Join(" or ", rows.Select(row => row.N).Distinct().Order());

    /// <summary>The unit of a figure times 100.</summary>
    public static string Unit(string metric) => metric == "cider" || metric.StartsWith("cosine", StringComparison.Ordinal) ? "x 100" : "%";
}
