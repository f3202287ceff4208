using System.Globalization;

namespace Rampart.Cli.Progress;

/// <summary>Progress in words.</summary>
static class ProgressText
{
    /// <summary>For example <c>3/8 items, 412 samples/s, 1:20 left</c>.</summary>
    public static string Of(StageReading stage)
    {
        IEnumerable<string> parts = [Items(stage)];
        if (stage.ItemsFailed > 0)
        {
            parts = parts.Append($"{stage.ItemsFailed} failed");
        }
        if (stage.ItemsVerified + stage.ItemsUnverified > 0)
        {
            parts = parts.Append($"{stage.ItemsVerified}/{stage.ItemsVerified + stage.ItemsUnverified} verified");
        }
        if (stage.Rate is { } rate and > 0 && stage.Unit != "items")
        {
            parts = parts.Append(string.Create(CultureInfo.InvariantCulture, $"{rate:0.#} {stage.Unit}/s"));
        }
        if (stage.Left is { } left)
        {
            parts = parts.Append($"{Duration(left)} left");
        }
        return string.Join(", ", parts);
    }

    /// <summary>For example <c>1:05</c> or <c>2:00:31</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00}");

    static string Items(StageReading stage)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{stage.ItemsDone}/{stage.Items} items");
        return stage.ItemsCached switch
        {
            0 => text,
            _ when stage.ItemsCached == stage.Items => $"{text} (cached)",
            _ => string.Create(CultureInfo.InvariantCulture, $"{text} ({stage.ItemsCached} cached)"),
        };
    }
}
