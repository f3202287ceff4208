namespace Rampart.Reporting;

/// <summary>How a task's figure is headed. Tables show every value times 100, which for a share is per cent and for CIDEr what papers print.</summary>
public static class FigureTitle
{
    /// <summary>For example <c>answer accuracy, %</c> or <c>caption cider, x 100</c>.</summary>
    public static string Of(string task, string metric) => $"{task} {metric}, {Unit(metric)}";

    /// <summary>The unit of a figure times 100.</summary>
    public static string Unit(string metric) => metric == "cider" ? "x 100" : "%";
}
